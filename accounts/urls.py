from django.urls import path

from accounts.views import audit, inbox, invitations, passwords, people, second_step, signing

app_name = "accounts"

urlpatterns = [
    path("sign-in/", signing.sign_in, name="sign-in"),
    path("sign-in/code/", second_step.give_code, name="second-step"),
    path("sign-in/set-up/", second_step.set_up, name="second-step-set-up"),
    path("sign-out/", signing.sign_out, name="sign-out"),
    path("invitation/<str:token>/", invitations.accept, name="invitation"),
    path("password/forgotten/", passwords.forgotten, name="password-forgotten"),
    path("password/<uidb64>/<token>/", passwords.PasswordLink.as_view(), name="password-link"),
    path("account/", people.account, name="account"),
    path("account/password/", passwords.change, name="change-password"),
    path("account/recovery-codes/", second_step.renew_codes, name="renew-codes"),
    path("account/forget-browsers/", second_step.forget_browsers, name="forget-own-browsers"),
    path("messages/", inbox.inbox, name="messages"),
    path("messages/choices/", inbox.choices, name="message-choices"),
    path("messages/read/", inbox.read_all, name="read-all-messages"),
    path("messages/<int:pk>/", inbox.open_message, name="message"),
    path("messages/<int:pk>/read/", inbox.read, name="read-message"),
    path("audit/", audit.audit, name="audit"),
    path("audit/export/", audit.export, name="audit-export"),
    path("people/", people.overview, name="people"),
    path("people/invite/", invitations.invite, name="invite"),
    path("people/invite/<int:pk>/withdraw/", invitations.withdraw, name="withdraw"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/password-link/", people.give_link, name="give-link"),
    path("people/<int:pk>/reset-second-step/", people.reset_second_step, name="reset-second-step"),
    path("people/<int:pk>/lift-lock/", people.lift_lock, name="lift-lock"),
    path("people/<int:pk>/forget-browsers/", people.forget_browsers, name="forget-browsers"),
    path("people/<int:pk>/roles/", people.roles, name="roles"),
    path("people/<int:pk>/close/", people.close, name="close"),
    path("people/<int:pk>/reopen/", people.reopen, name="reopen"),
]
