"""The addresses of the bank's door. What partners sign, they sign with the last part of the address."""

from django.urls import path

from portal.bank import acquirer

urlpatterns = [
    path("acquirer/result", acquirer.result, name="acquirer_result"),
]
