import pytest
from django.test import Client, override_settings

TLS = {
    "SECURE_SSL_REDIRECT": True,
    "SECURE_HSTS_SECONDS": 31536000,
    "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https"),
    "SECURE_REDIRECT_EXEMPT": [r"^(healthz|readyz)$"],
}


@override_settings(**TLS)
@pytest.mark.django_db
def test_it_leads_to_tls_but_answers_probes_as_they_come() -> None:
    assert Client().get("/").headers["Location"] == "https://testserver/"
    assert Client().get("/healthz").status_code == 200
    safe = Client().get("/", headers={"X-Forwarded-Proto": "https"})
    assert safe.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_it_answers_to_no_name_but_its_own() -> None:
    response = Client(raise_request_exception=False).get("/healthz", headers={"Host": "elsewhere.example"})
    assert response.status_code == 400


@pytest.mark.django_db
def test_it_lets_no_announced_length_fool_it() -> None:
    client = Client()
    for length in ("", "-1", "abc", "١٢"):
        assert client.post("/reports/try/", CONTENT_LENGTH=length).status_code in (400, 422)
