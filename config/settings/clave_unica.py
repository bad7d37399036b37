"""ClaveUnica, the State's identity provider (interop.md 1): every address is a setting."""

from . import env
from .base import PRODUCTION

# The simulator speaks the same protocol; it cannot start with production settings.
SIMULATORS = env.flag("SIMULATORS", default=not PRODUCTION)
if SIMULATORS and PRODUCTION:
    raise env.stop("SIMULATORS", "cannot be on in production", "They let anybody be anybody.")
PUBLIC_ORIGIN = env.text("PUBLIC_ORIGIN", "http://127.0.0.1:8000")
_PROVIDER = env.text(
    "CLAVE_UNICA_ORIGIN",
    f"{PUBLIC_ORIGIN}/simulador/claveunica" if SIMULATORS else "https://accounts.claveunica.gob.cl",
)
CLAVE_UNICA = {
    "client_id": env.text("CLAVE_UNICA_CLIENT_ID", "demo-siivbg" if SIMULATORS else ""),
    "client_secret": env.text("CLAVE_UNICA_CLIENT_SECRET", "demo-secret" if SIMULATORS else ""),
    "authorize_url": env.text("CLAVE_UNICA_AUTHORIZE_URL", f"{_PROVIDER}/openid/authorize/"),
    "token_url": env.text("CLAVE_UNICA_TOKEN_URL", f"{_PROVIDER}/openid/token/"),
    "userinfo_url": env.text("CLAVE_UNICA_USERINFO_URL", f"{_PROVIDER}/openid/userinfo/"),
    "logout_url": env.text("CLAVE_UNICA_LOGOUT_URL", f"{_PROVIDER}/api/v1/accounts/app/logout"),
    "jwks_url": env.text("CLAVE_UNICA_JWKS_URL", f"{_PROVIDER}/openid/jwks" if SIMULATORS else ""),
    "issuer": env.text("CLAVE_UNICA_ISSUER", f"{_PROVIDER}/openid"),
    "redirect_uri": f"{PUBLIC_ORIGIN}/claveunica/retorno/",
    "logout_uri": f"{PUBLIC_ORIGIN}/",
    "scope": "openid run name",
    "send_nonce": env.flag("CLAVE_UNICA_NONCE", default=True),
    "send_pkce": env.flag("CLAVE_UNICA_PKCE", default=False),
    "timeout_seconds": env.whole("CLAVE_UNICA_TIMEOUT", 10, low=1, high=60),
}
