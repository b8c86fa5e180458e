"""What a correspondent does: the form, their reports, countersigning."""

urlpatterns = []
