"""Where each door stands, and who answers when a request fails."""

from django.urls import include, path

from portal import health
from portal.staff.site import site

urlpatterns = [
    path("staff/", site.urls),
    path("bank/", include("portal.bank.urls")),
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("", include("portal.web.urls")),
]

handler400 = "portal.web.errors.bad_request"
handler403 = "portal.web.errors.permission_denied"
handler404 = "portal.web.errors.page_not_found"
handler500 = "portal.web.errors.server_error"
