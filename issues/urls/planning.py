"""Planning an issue."""

from django.urls import path

from issues.views.planning import front, plan, plans, pool, release, steps

ISSUE = "desk/<slug:slug>/<int:year>-<int:number>/"

urlpatterns = [
    path("desk/issues/", plans.plans, name="plans"),
    path("desk/issues/new/", plans.new, name="issue-new"),
    path(f"{ISSUE}plan/", plan.plan, name="plan"),
    path(f"{ISSUE}plan/articles/", pool.waiting, name="pool"),
    path(f"{ISSUE}plan/articles/<int:pk>/", plan.move, name="plan-move"),
    path(f"{ISSUE}plan/articles/<int:pk>/layout/", plan.layout, name="plan-layout"),
    path(f"{ISSUE}plan/columns/<int:pk>/", plan.column, name="plan-column"),
    path(f"{ISSUE}plan/steps/article/", steps.article, name="step-article"),
    path(f"{ISSUE}plan/steps/column/", steps.column, name="step-column"),
    path(f"{ISSUE}plan/steps/move/", steps.move, name="step-move"),
    path(f"{ISSUE}plan/steps/move-column/", steps.move_column, name="step-move-column"),
    path(f"{ISSUE}plan/steps/add-column/", steps.add_column, name="step-add-column"),
    path(f"{ISSUE}plan/steps/rename-column/", steps.rename_column, name="step-rename-column"),
    path(f"{ISSUE}plan/steps/place/", steps.place, name="step-place"),
    path(f"{ISSUE}plan/steps/layout/", steps.layout, name="step-layout"),
    path(f"{ISSUE}plan/steps/undo/", steps.undo, name="step-undo"),
    path(f"{ISSUE}goals/", front.goals, name="goals"),
    path(f"{ISSUE}cover/", front.cover, name="cover"),
    path(f"{ISSUE}cover/back/", front.back, name="back-cover"),
    path(f"{ISSUE}imprint/", front.board, name="board-and-imprint"),
    path(f"{ISSUE}release/", release.release, name="release"),
]
