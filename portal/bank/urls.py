"""The addresses of the bank's door. What partners sign, they sign with the last part of the address."""

from django.urls import path

from portal.bank import acquirer, kaspi, kassa24, osmp
from portal.bank.door import door
from portal.bank.openapi import openapi

urlpatterns = [
    path("osmp", door(osmp), name="osmp"),
    path("kaspi", door(kaspi), name="kaspi"),
    path("kassa24", door(kassa24), name="kassa24"),
    path("openapi.json", openapi, name="bank_openapi"),
    path("acquirer/result", acquirer.result, name="acquirer_result"),
]
