"""The provider as we ask it: described by itself, its keys read anew when it has new ones."""

import logging
from typing import Any

from authlib.integrations.base_client import OAuthError
from authlib.integrations.starlette_client import StarletteIntegration, StarletteOAuth2App
from httpx2 import HTTPError
from joserfc.errors import JoseError
from starlette.requests import Request

from ailaget.access.roles import Identity
from ailaget.access.settings import Provider

logger = logging.getLogger(__name__)

LEEWAY = 30
"""Seconds that the provider's clock may differ from ours."""

SECONDS = 10.0
"""Seconds that the provider may take to answer."""

ALGORITHMS = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"}
ALGORITHMS |= {"EdDSA", "Ed25519"}
"""How an ID token may be signed: with a key of the provider's that only it holds."""

REFUSALS = (OAuthError, JoseError, HTTPError, ValueError, KeyError, TypeError, RuntimeError)
"""What Authlib raises where the provider, or what comes in its name, is not as it should be."""


class NotTheProvider(ValueError):
    """What answers at the provider's address names itself otherwise, or signs in no safe way."""


class Client(StarletteOAuth2App):  # type: ignore[misc]  # Authlib is untyped
    """Authlib's client of one provider, with what its documents leave to the application."""

    def __init__(self, provider: Provider) -> None:
        super().__init__(
            StarletteIntegration("ailaget"),
            "ailaget",
            client_id=provider.client_id,
            client_secret=provider.client_secret,
            server_metadata_url=provider.metadata_address,
            client_kwargs={
                "scope": provider.scope,
                "code_challenge_method": "S256",
                "timeout": SECONDS,
            },
        )
        self.provider = provider

    async def load_server_metadata(self) -> dict[str, Any]:
        """Return how the provider describes itself, read once; raises NotTheProvider."""
        described: dict[str, Any] = await super().load_server_metadata()
        given = described.get("id_token_signing_alg_values_supported") or ["RS256"]
        safe = [each for each in given if each in ALGORITHMS]
        if described.get("issuer") != self.provider.issuer or not safe:
            self.server_metadata.clear()
            raise NotTheProvider(f"{described.get('issuer')}: {given}")
        described["id_token_signing_alg_values_supported"] = safe
        return described

    async def signed_in(self, request: Request) -> tuple[Identity, str]:
        """Return who comes back from the provider, with the ID token; raises one of `REFUSALS`.

        State, nonce and PKCE are Authlib's; that a token is for us is asked for here.
        """
        claims_options = {
            "iss": {"essential": True, "value": self.provider.issuer},
            "aud": {"essential": True, "value": self.client_id},
        }
        token = await self.authorize_access_token(
            request, claims_options=claims_options, leeway=LEEWAY
        )
        claims: dict[str, Any] = dict(token["userinfo"])
        claims |= await self._more_of(claims, token)
        return identity_of(claims, self.provider.groups), str(token["id_token"])

    async def _more_of(self, claims: dict[str, Any], token: dict[str, Any]) -> dict[str, Any]:
        """Return what the provider says of somebody beside the token, if it does."""
        described = await self.load_server_metadata()
        if "userinfo_endpoint" not in described or "access_token" not in token:
            return {}
        more: dict[str, Any] = dict(await self.userinfo(token=token))
        if more.get("sub") != claims["sub"]:
            raise NotTheProvider("userinfo is of somebody else")
        return more

    async def way_out(self, id_token: str, back: str) -> str | None:
        """Return where to end the provider's own session; None where it has no such address."""
        try:
            described = await self.load_server_metadata()
            if "end_session_endpoint" not in described:
                return None
            made = await self.create_logout_url(back, id_token or None, client_id=self.client_id)
        except REFUSALS:
            logger.warning("the provider does not answer; signed out here alone")
            return None
        return str(made["url"])


def identity_of(claims: dict[str, Any], groups: str) -> Identity:
    """Return who the provider's claims tell of; an address only where it vouches for it."""
    given = claims.get(groups, ())
    names = [given] if isinstance(given, str) else given
    is_vouched_for = claims.get("email_verified") in (True, "true")
    return Identity(
        subject=str(claims["sub"]),
        name=str(claims.get("name") or claims.get("preferred_username") or ""),
        email=str(claims.get("email", "")) if is_vouched_for else "",
        groups=tuple(str(name) for name in names),
    )
