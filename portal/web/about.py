"""The pages that speak of the portal itself: accessibility, personal data, feedback."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Who can use this, how, and what to do where one cannot."""
    return render(request, "web/accessibility.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of a person, why, and who may see it."""
    return render(request, "web/privacy.html")


@require_safe
def feedback(request: HttpRequest) -> HttpResponse:
    """Where to turn with a question or a mistake."""
    return render(request, "web/feedback.html")
