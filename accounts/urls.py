from django.urls import path

from accounts.views import invitations, passwords, people, second_step, signing

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
    path("people/invite/", invitations.invite, name="invite"),
    path("people/invite/<int:pk>/withdraw/", invitations.withdraw, name="withdraw"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/password-link/", people.give_link, name="give-link"),
    path("people/<int:pk>/reset-second-step/", people.reset_second_step, name="reset-second-step"),
    path("people/<int:pk>/lift-lock/", people.lift_lock, name="lift-lock"),
    path("people/<int:pk>/forget-browsers/", people.forget_browsers, name="forget-browsers"),
]
