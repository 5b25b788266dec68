package dev.plinth.auth;

import dev.plinth.core.ErrorCode;

/**
 * The Auth server's error codes, to compare {@link dev.plinth.core.ApiException#code()} with. The server may send others.
 */
public final class AuthErrorCodes {

    /** The server, or a hook of the project, refused without a code. */
    public static final ErrorCode UNKNOWN = ErrorCode.of("unknown");

    /** Something failed inside the server: its database, its mail, a hook. */
    public static final ErrorCode UNEXPECTED_FAILURE = ErrorCode.of("unexpected_failure");

    /** A parameter is missing, malformed or not allowed here. */
    public static final ErrorCode VALIDATION_FAILED = ErrorCode.of("validation_failed");

    /** The body is not the JSON that the server takes. */
    public static final ErrorCode BAD_JSON = ErrorCode.of("bad_json");

    /** The body is larger than 1 MiB. */
    public static final ErrorCode REQUEST_ENTITY_TOO_LARGE = ErrorCode.of("request_entity_too_large");

    /** The server took longer than it allows itself. */
    public static final ErrorCode REQUEST_TIMEOUT = ErrorCode.of("request_timeout");

    /** Another user has this e-mail. */
    public static final ErrorCode EMAIL_EXISTS = ErrorCode.of("email_exists");

    /** Another user has this phone number. */
    public static final ErrorCode PHONE_EXISTS = ErrorCode.of("phone_exists");

    /** There is a user by this e-mail or phone already. */
    public static final ErrorCode USER_ALREADY_EXISTS = ErrorCode.of("user_already_exists");

    /** The token is none of this server's, has expired, or is no user's. */
    public static final ErrorCode BAD_JWT = ErrorCode.of("bad_jwt");

    /** There is no token, or an anonymous user may not do this. */
    public static final ErrorCode NO_AUTHORIZATION = ErrorCode.of("no_authorization");

    /** Only administrators may do this. */
    public static final ErrorCode NOT_ADMIN = ErrorCode.of("not_admin");

    /** There is no such user. */
    public static final ErrorCode USER_NOT_FOUND = ErrorCode.of("user_not_found");

    /** The session is over: signed out, or the user was deleted. */
    public static final ErrorCode SESSION_NOT_FOUND = ErrorCode.of("session_not_found");

    /** The session reached its end, was idle too long, or a newer one took its place. */
    public static final ErrorCode SESSION_EXPIRED = ErrorCode.of("session_expired");

    /** The refresh token is unknown: its session has ended. */
    public static final ErrorCode REFRESH_TOKEN_NOT_FOUND = ErrorCode.of("refresh_token_not_found");

    /** The refresh token was used before, so the session was ended. */
    public static final ErrorCode REFRESH_TOKEN_ALREADY_USED = ErrorCode.of("refresh_token_already_used");

    /** Somebody changed the same thing at the same time. */
    public static final ErrorCode CONFLICT = ErrorCode.of("conflict");

    /** The code belongs to no flow, or was used before. */
    public static final ErrorCode FLOW_STATE_NOT_FOUND = ErrorCode.of("flow_state_not_found");

    /** The code came too late: more than five minutes after the flow began. */
    public static final ErrorCode FLOW_STATE_EXPIRED = ErrorCode.of("flow_state_expired");

    /** The provider's answer came twice. */
    public static final ErrorCode FLOW_STATE_ALREADY_USED = ErrorCode.of("flow_state_already_used");

    /** Code and proof belong to different flows. */
    public static final ErrorCode BAD_CODE_VERIFIER = ErrorCode.of("bad_code_verifier");

    /** The provider's answer belongs to no flow. */
    public static final ErrorCode BAD_OAUTH_STATE = ErrorCode.of("bad_oauth_state");

    /** The provider's answer lacks what it must have. */
    public static final ErrorCode BAD_OAUTH_CALLBACK = ErrorCode.of("bad_oauth_callback");

    /** The provider's answer belongs to no flow. */
    public static final ErrorCode OAUTH_INVALID_STATE = ErrorCode.of("oauth_invalid_state");

    /** The flow at the provider is unknown. */
    public static final ErrorCode OAUTH_CLIENT_STATE_NOT_FOUND = ErrorCode.of("oauth_client_state_not_found");

    /** The flow at the provider took too long. */
    public static final ErrorCode OAUTH_CLIENT_STATE_EXPIRED = ErrorCode.of("oauth_client_state_expired");

    /** The server does not know this provider. */
    public static final ErrorCode OAUTH_PROVIDER_NOT_SUPPORTED = ErrorCode.of("oauth_provider_not_supported");

    /** This provider is off. */
    public static final ErrorCode PROVIDER_DISABLED = ErrorCode.of("provider_disabled");

    /** The provider has not verified the e-mail; a mail was sent. */
    public static final ErrorCode PROVIDER_EMAIL_NEEDS_VERIFICATION = ErrorCode.of("provider_email_needs_verification");

    /** The project takes no new users. */
    public static final ErrorCode SIGNUP_DISABLED = ErrorCode.of("signup_disabled");

    /** The user is banned. */
    public static final ErrorCode USER_BANNED = ErrorCode.of("user_banned");

    /** The invitation is unknown or has been used. */
    public static final ErrorCode INVITE_NOT_FOUND = ErrorCode.of("invite_not_found");

    /** The token is for another audience. */
    public static final ErrorCode UNEXPECTED_AUDIENCE = ErrorCode.of("unexpected_audience");

    /** It is the user's only way to sign in. */
    public static final ErrorCode SINGLE_IDENTITY_NOT_DELETABLE = ErrorCode.of("single_identity_not_deletable");

    /** The user has no such identity. */
    public static final ErrorCode IDENTITY_NOT_FOUND = ErrorCode.of("identity_not_found");

    /** The identity belongs to a user already. */
    public static final ErrorCode IDENTITY_ALREADY_EXISTS = ErrorCode.of("identity_already_exists");

    /** Without it the user's e-mail would be that of another user. */
    public static final ErrorCode EMAIL_CONFLICT_IDENTITY_NOT_DELETABLE =
            ErrorCode.of("email_conflict_identity_not_deletable");

    /** The project does not let users link identities. */
    public static final ErrorCode MANUAL_LINKING_DISABLED = ErrorCode.of("manual_linking_disabled");

    /** Sign-in by e-mail is off. */
    public static final ErrorCode EMAIL_PROVIDER_DISABLED = ErrorCode.of("email_provider_disabled");

    /** Sign-in by phone is off. */
    public static final ErrorCode PHONE_PROVIDER_DISABLED = ErrorCode.of("phone_provider_disabled");

    /** Anonymous sign-in is off. */
    public static final ErrorCode ANONYMOUS_PROVIDER_DISABLED = ErrorCode.of("anonymous_provider_disabled");

    /** E-mail, phone or password is wrong, or the user has no password. */
    public static final ErrorCode INVALID_CREDENTIALS = ErrorCode.of("invalid_credentials");

    /** The e-mail is not confirmed yet. */
    public static final ErrorCode EMAIL_NOT_CONFIRMED = ErrorCode.of("email_not_confirmed");

    /** The phone number is not confirmed yet. */
    public static final ErrorCode PHONE_NOT_CONFIRMED = ErrorCode.of("phone_not_confirmed");

    /** The address cannot receive mail. */
    public static final ErrorCode EMAIL_ADDRESS_INVALID = ErrorCode.of("email_address_invalid");

    /** The project's mail server sends only to the project's own team. */
    public static final ErrorCode EMAIL_ADDRESS_NOT_AUTHORIZED = ErrorCode.of("email_address_not_authorized");

    /** Declared by the server, and not used. */
    public static final ErrorCode EMAIL_ADDRESS_NOT_PROVIDED = ErrorCode.of("email_address_not_provided");

    /** The code or link is wrong, was used before, or is too old: the server does not tell which. */
    public static final ErrorCode OTP_EXPIRED = ErrorCode.of("otp_expired");

    /** There is no such user, and none is to be made. */
    public static final ErrorCode OTP_DISABLED = ErrorCode.of("otp_disabled");

    /** The password is too short, lacks kinds of characters, or is known from a leak. */
    public static final ErrorCode WEAK_PASSWORD = ErrorCode.of("weak_password");

    /** The new password is the old one. */
    public static final ErrorCode SAME_PASSWORD = ErrorCode.of("same_password");

    /** The project asks for the password until now. */
    public static final ErrorCode CURRENT_PASSWORD_REQUIRED = ErrorCode.of("current_password_required");

    /** The password until now is wrong. */
    public static final ErrorCode CURRENT_PASSWORD_INVALID = ErrorCode.of("current_password_invalid");

    /** The session is too old for this. */
    public static final ErrorCode REAUTHENTICATION_NEEDED = ErrorCode.of("reauthentication_needed");

    /** The code is wrong or too old. */
    public static final ErrorCode REAUTHENTICATION_NOT_VALID = ErrorCode.of("reauthentication_not_valid");

    /** The user's organisation manages this. */
    public static final ErrorCode USER_SSO_MANAGED = ErrorCode.of("user_sso_managed");

    /** The user has a second factor and has not shown it in this session. */
    public static final ErrorCode INSUFFICIENT_AAL = ErrorCode.of("insufficient_aal");

    /** The user has no such factor, or the challenge is of another. */
    public static final ErrorCode MFA_FACTOR_NOT_FOUND = ErrorCode.of("mfa_factor_not_found");

    /** The user has a factor by this name already, perhaps one that was never verified. */
    public static final ErrorCode MFA_FACTOR_NAME_CONFLICT = ErrorCode.of("mfa_factor_name_conflict");

    /** The user has as many factors as he may. */
    public static final ErrorCode TOO_MANY_ENROLLED_MFA_FACTORS = ErrorCode.of("too_many_enrolled_mfa_factors");

    /** The user has a verified factor of that kind. */
    public static final ErrorCode MFA_VERIFIED_FACTOR_EXISTS = ErrorCode.of("mfa_verified_factor_exists");

    /** Challenge and answer came from different addresses, or the challenge was used before. */
    public static final ErrorCode MFA_IP_ADDRESS_MISMATCH = ErrorCode.of("mfa_ip_address_mismatch");

    /** The challenge is more than five minutes old. */
    public static final ErrorCode MFA_CHALLENGE_EXPIRED = ErrorCode.of("mfa_challenge_expired");

    /** The code is wrong. */
    public static final ErrorCode MFA_VERIFICATION_FAILED = ErrorCode.of("mfa_verification_failed");

    /** A hook of the project refused; the user is signed out everywhere. */
    public static final ErrorCode MFA_VERIFICATION_REJECTED = ErrorCode.of("mfa_verification_rejected");

    /** Authenticator apps cannot be enrolled. */
    public static final ErrorCode MFA_TOTP_ENROLL_NOT_ENABLED = ErrorCode.of("mfa_totp_enroll_not_enabled");

    /** Authenticator apps are off. */
    public static final ErrorCode MFA_TOTP_VERIFY_NOT_ENABLED = ErrorCode.of("mfa_totp_verify_not_enabled");

    /** Phones cannot be enrolled. */
    public static final ErrorCode MFA_PHONE_ENROLL_NOT_ENABLED = ErrorCode.of("mfa_phone_enroll_not_enabled");

    /** Phones as second factors are off. */
    public static final ErrorCode MFA_PHONE_VERIFY_NOT_ENABLED = ErrorCode.of("mfa_phone_verify_not_enabled");

    /** Security keys cannot be enrolled. */
    public static final ErrorCode MFA_WEBAUTHN_ENROLL_NOT_ENABLED = ErrorCode.of("mfa_webauthn_enroll_not_enabled");

    /** Security keys are off. */
    public static final ErrorCode MFA_WEBAUTHN_VERIFY_NOT_ENABLED = ErrorCode.of("mfa_webauthn_verify_not_enabled");

    /** Passkeys are off. */
    public static final ErrorCode PASSKEY_DISABLED = ErrorCode.of("passkey_disabled");

    /** The user has as many passkeys as he may. */
    public static final ErrorCode TOO_MANY_PASSKEYS = ErrorCode.of("too_many_passkeys");

    /** The passkey is registered already. */
    public static final ErrorCode WEBAUTHN_CREDENTIAL_EXISTS = ErrorCode.of("webauthn_credential_exists");

    /** The challenge is unknown or was used. */
    public static final ErrorCode WEBAUTHN_CHALLENGE_NOT_FOUND = ErrorCode.of("webauthn_challenge_not_found");

    /** The challenge is too old. */
    public static final ErrorCode WEBAUTHN_CHALLENGE_EXPIRED = ErrorCode.of("webauthn_challenge_expired");

    /** The browser's answer does not fit the challenge. */
    public static final ErrorCode WEBAUTHN_VERIFICATION_FAILED = ErrorCode.of("webauthn_verification_failed");

    /** Declared by the server, and not used. */
    public static final ErrorCode WEBAUTHN_CREDENTIAL_NOT_FOUND = ErrorCode.of("webauthn_credential_not_found");

    /** Sign-in by wallet is off. */
    public static final ErrorCode WEB3_PROVIDER_DISABLED = ErrorCode.of("web3_provider_disabled");

    /** The server does not know this chain. */
    public static final ErrorCode WEB3_UNSUPPORTED_CHAIN = ErrorCode.of("web3_unsupported_chain");

    /** The project asks for a captcha, and its token is missing or wrong. */
    public static final ErrorCode CAPTCHA_FAILED = ErrorCode.of("captcha_failed");

    /** SAML is off. */
    public static final ErrorCode SAML_PROVIDER_DISABLED = ErrorCode.of("saml_provider_disabled");

    /** No identity provider sent this. */
    public static final ErrorCode SAML_IDP_NOT_FOUND = ErrorCode.of("saml_idp_not_found");

    /** There is an identity provider by this entity id. */
    public static final ErrorCode SAML_IDP_ALREADY_EXISTS = ErrorCode.of("saml_idp_already_exists");

    /** The provider's answer belongs to no flow. */
    public static final ErrorCode SAML_RELAY_STATE_NOT_FOUND = ErrorCode.of("saml_relay_state_not_found");

    /** The provider's answer came too late. */
    public static final ErrorCode SAML_RELAY_STATE_EXPIRED = ErrorCode.of("saml_relay_state_expired");

    /** The assertion names no user. */
    public static final ErrorCode SAML_ASSERTION_NO_USER_ID = ErrorCode.of("saml_assertion_no_user_id");

    /** The assertion has no e-mail. */
    public static final ErrorCode SAML_ASSERTION_NO_EMAIL = ErrorCode.of("saml_assertion_no_email");

    /** The provider's metadata could not be fetched. */
    public static final ErrorCode SAML_METADATA_FETCH_FAILED = ErrorCode.of("saml_metadata_fetch_failed");

    /** The new metadata are of another provider. */
    public static final ErrorCode SAML_ENTITY_ID_MISMATCH = ErrorCode.of("saml_entity_id_mismatch");

    /** Another provider has this domain. */
    public static final ErrorCode SSO_DOMAIN_ALREADY_EXISTS = ErrorCode.of("sso_domain_already_exists");

    /** No provider has this id or domain. */
    public static final ErrorCode SSO_PROVIDER_NOT_FOUND = ErrorCode.of("sso_provider_not_found");

    /** The provider is disabled. */
    public static final ErrorCode SSO_PROVIDER_DISABLED = ErrorCode.of("sso_provider_disabled");

    /** The text message could not be sent. */
    public static final ErrorCode SMS_SEND_FAILED = ErrorCode.of("sms_send_failed");

    /** Too many requests from this client. */
    public static final ErrorCode OVER_REQUEST_RATE_LIMIT = ErrorCode.of("over_request_rate_limit");

    /** Too many mails, to this user or in all. */
    public static final ErrorCode OVER_EMAIL_SEND_RATE_LIMIT = ErrorCode.of("over_email_send_rate_limit");

    /** Too many text messages, to this user or in all. */
    public static final ErrorCode OVER_SMS_SEND_RATE_LIMIT = ErrorCode.of("over_sms_send_rate_limit");

    /** A hook of the project took too long. */
    public static final ErrorCode HOOK_TIMEOUT = ErrorCode.of("hook_timeout");

    /** A hook of the project took too long, more than once. */
    public static final ErrorCode HOOK_TIMEOUT_AFTER_RETRY = ErrorCode.of("hook_timeout_after_retry");

    /** A hook of the project was sent or sent too much. */
    public static final ErrorCode HOOK_PAYLOAD_OVER_SIZE_LIMIT = ErrorCode.of("hook_payload_over_size_limit");

    /** A hook of the project does not answer in JSON. */
    public static final ErrorCode HOOK_PAYLOAD_INVALID_CONTENT_TYPE = ErrorCode.of("hook_payload_invalid_content_type");

    /** This part of the server is off. */
    public static final ErrorCode FEATURE_DISABLED = ErrorCode.of("feature_disabled");

    /** There is no such OAuth client. */
    public static final ErrorCode OAUTH_CLIENT_NOT_FOUND = ErrorCode.of("oauth_client_not_found");

    /** The authorization is unknown, too old, or another user's. */
    public static final ErrorCode OAUTH_AUTHORIZATION_NOT_FOUND = ErrorCode.of("oauth_authorization_not_found");

    /** The user did not allow that client anything. */
    public static final ErrorCode OAUTH_CONSENT_NOT_FOUND = ErrorCode.of("oauth_consent_not_found");

    /** Clients cannot register themselves. */
    public static final ErrorCode OAUTH_DYNAMIC_CLIENT_REGISTRATION_DISABLED =
            ErrorCode.of("oauth_dynamic_client_registration_disabled");

    /** There is no such provider. */
    public static final ErrorCode CUSTOM_PROVIDER_NOT_FOUND = ErrorCode.of("custom_provider_not_found");

    /** There are as many custom providers as there may be. */
    public static final ErrorCode OVER_CUSTOM_PROVIDER_QUOTA = ErrorCode.of("over_custom_provider_quota");

    private AuthErrorCodes() {}
}
