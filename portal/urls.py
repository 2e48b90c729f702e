"""Where each door stands."""

from django.urls import include, path

from portal.staff.site import site

urlpatterns = [
    path("staff/", site.urls),
    path("", include("portal.web.urls")),
]
