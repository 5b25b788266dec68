package dev.plinth.auth;

import dev.plinth.core.ErrorCode;

/**
 * The error codes of the Auth server, as {@link dev.plinth.core.ApiException#code()} returns them. The server may send
 * other codes.
 */
public final class AuthErrorCodes {

    /** The server, or a hook of the project, rejected the request without an error code. */
    public static final ErrorCode UNKNOWN = ErrorCode.of("unknown");

    /** An internal error occurred in the server: its database, its mail service, or a hook. */
    public static final ErrorCode UNEXPECTED_FAILURE = ErrorCode.of("unexpected_failure");

    /** A parameter is missing, malformed or not allowed in this request. */
    public static final ErrorCode VALIDATION_FAILED = ErrorCode.of("validation_failed");

    /** The request body is not the JSON that the server expects. */
    public static final ErrorCode BAD_JSON = ErrorCode.of("bad_json");

    /** The request body is larger than 1 MiB. */
    public static final ErrorCode REQUEST_ENTITY_TOO_LARGE = ErrorCode.of("request_entity_too_large");

    /** The server exceeded its own time limit for the request. */
    public static final ErrorCode REQUEST_TIMEOUT = ErrorCode.of("request_timeout");

    /** Another user has this e-mail address. */
    public static final ErrorCode EMAIL_EXISTS = ErrorCode.of("email_exists");

    /** Another user has this phone number. */
    public static final ErrorCode PHONE_EXISTS = ErrorCode.of("phone_exists");

    /** A user with this e-mail address or phone number already exists. */
    public static final ErrorCode USER_ALREADY_EXISTS = ErrorCode.of("user_already_exists");

    /** The access token was not issued by this server, has expired, or belongs to no user. */
    public static final ErrorCode BAD_JWT = ErrorCode.of("bad_jwt");

    /** The request has no access token, or anonymous users are not allowed to send it. */
    public static final ErrorCode NO_AUTHORIZATION = ErrorCode.of("no_authorization");

    /** Only administrators are allowed to send this request. */
    public static final ErrorCode NOT_ADMIN = ErrorCode.of("not_admin");

    /** The user does not exist. */
    public static final ErrorCode USER_NOT_FOUND = ErrorCode.of("user_not_found");

    /** The session has ended: the user signed out or was deleted. */
    public static final ErrorCode SESSION_NOT_FOUND = ErrorCode.of("session_not_found");

    /** The session reached its maximum lifetime, was inactive for too long, or was replaced by a newer session. */
    public static final ErrorCode SESSION_EXPIRED = ErrorCode.of("session_expired");

    /** The refresh token is unknown, because its session has ended. */
    public static final ErrorCode REFRESH_TOKEN_NOT_FOUND = ErrorCode.of("refresh_token_not_found");

    /** The refresh token was used before, and the server ended the session. */
    public static final ErrorCode REFRESH_TOKEN_ALREADY_USED = ErrorCode.of("refresh_token_already_used");

    /** Another request changed the same resource at the same time. */
    public static final ErrorCode CONFLICT = ErrorCode.of("conflict");

    /** The authorization code is unknown or was used before. */
    public static final ErrorCode FLOW_STATE_NOT_FOUND = ErrorCode.of("flow_state_not_found");

    /** The authorization code expired: more than five minutes have passed since the sign-in started. */
    public static final ErrorCode FLOW_STATE_EXPIRED = ErrorCode.of("flow_state_expired");

    /** The provider's callback was received twice. */
    public static final ErrorCode FLOW_STATE_ALREADY_USED = ErrorCode.of("flow_state_already_used");

    /** The PKCE verifier does not match the authorization code. */
    public static final ErrorCode BAD_CODE_VERIFIER = ErrorCode.of("bad_code_verifier");

    /** The state in the provider's callback is invalid. */
    public static final ErrorCode BAD_OAUTH_STATE = ErrorCode.of("bad_oauth_state");

    /** The provider's callback lacks a required parameter. */
    public static final ErrorCode BAD_OAUTH_CALLBACK = ErrorCode.of("bad_oauth_callback");

    /** The state in the provider's callback belongs to no sign-in. */
    public static final ErrorCode OAUTH_INVALID_STATE = ErrorCode.of("oauth_invalid_state");

    /** The sign-in with the provider is unknown. */
    public static final ErrorCode OAUTH_CLIENT_STATE_NOT_FOUND = ErrorCode.of("oauth_client_state_not_found");

    /** The sign-in with the provider took too long. */
    public static final ErrorCode OAUTH_CLIENT_STATE_EXPIRED = ErrorCode.of("oauth_client_state_expired");

    /** The server does not support this provider. */
    public static final ErrorCode OAUTH_PROVIDER_NOT_SUPPORTED = ErrorCode.of("oauth_provider_not_supported");

    /** Sign-in with this provider is disabled. */
    public static final ErrorCode PROVIDER_DISABLED = ErrorCode.of("provider_disabled");

    /** The provider has not verified the e-mail address; the server sent a confirmation e-mail. */
    public static final ErrorCode PROVIDER_EMAIL_NEEDS_VERIFICATION = ErrorCode.of("provider_email_needs_verification");

    /** Sign-up is disabled in the project. */
    public static final ErrorCode SIGNUP_DISABLED = ErrorCode.of("signup_disabled");

    /** The user is banned. */
    public static final ErrorCode USER_BANNED = ErrorCode.of("user_banned");

    /** The invitation is unknown or was used before. */
    public static final ErrorCode INVITE_NOT_FOUND = ErrorCode.of("invite_not_found");

    /** The access token was issued for another audience. */
    public static final ErrorCode UNEXPECTED_AUDIENCE = ErrorCode.of("unexpected_audience");

    /** The identity is the only one that the user can sign in with. */
    public static final ErrorCode SINGLE_IDENTITY_NOT_DELETABLE = ErrorCode.of("single_identity_not_deletable");

    /** The user has no such identity. */
    public static final ErrorCode IDENTITY_NOT_FOUND = ErrorCode.of("identity_not_found");

    /** The identity is already linked to a user. */
    public static final ErrorCode IDENTITY_ALREADY_EXISTS = ErrorCode.of("identity_already_exists");

    /** Removing the identity would give the user the e-mail address of another user. */
    public static final ErrorCode EMAIL_CONFLICT_IDENTITY_NOT_DELETABLE =
            ErrorCode.of("email_conflict_identity_not_deletable");

    /** Users are not allowed to link identities in this project. */
    public static final ErrorCode MANUAL_LINKING_DISABLED = ErrorCode.of("manual_linking_disabled");

    /** Sign-in with e-mail is disabled. */
    public static final ErrorCode EMAIL_PROVIDER_DISABLED = ErrorCode.of("email_provider_disabled");

    /** Sign-in with phone is disabled. */
    public static final ErrorCode PHONE_PROVIDER_DISABLED = ErrorCode.of("phone_provider_disabled");

    /** Anonymous sign-in is disabled. */
    public static final ErrorCode ANONYMOUS_PROVIDER_DISABLED = ErrorCode.of("anonymous_provider_disabled");

    /** The e-mail address, phone number or password is wrong, or the user has no password. */
    public static final ErrorCode INVALID_CREDENTIALS = ErrorCode.of("invalid_credentials");

    /** The e-mail address is not confirmed yet. */
    public static final ErrorCode EMAIL_NOT_CONFIRMED = ErrorCode.of("email_not_confirmed");

    /** The phone number is not confirmed yet. */
    public static final ErrorCode PHONE_NOT_CONFIRMED = ErrorCode.of("phone_not_confirmed");

    /** The e-mail address cannot receive e-mail. */
    public static final ErrorCode EMAIL_ADDRESS_INVALID = ErrorCode.of("email_address_invalid");

    /** The project's built-in mail server sends e-mail only to the project's own team. */
    public static final ErrorCode EMAIL_ADDRESS_NOT_AUTHORIZED = ErrorCode.of("email_address_not_authorized");

    /** Declared by the server, but not used. */
    public static final ErrorCode EMAIL_ADDRESS_NOT_PROVIDED = ErrorCode.of("email_address_not_provided");

    /** The code or link is wrong, was used before, or has expired; the server does not say which. */
    public static final ErrorCode OTP_EXPIRED = ErrorCode.of("otp_expired");

    /** The user does not exist, and the request does not allow creating them. */
    public static final ErrorCode OTP_DISABLED = ErrorCode.of("otp_disabled");

    /** The password is too short, lacks a required kind of character, or is known from a data breach. */
    public static final ErrorCode WEAK_PASSWORD = ErrorCode.of("weak_password");

    /** The new password equals the current one. */
    public static final ErrorCode SAME_PASSWORD = ErrorCode.of("same_password");

    /** The project requires the current password to change the password. */
    public static final ErrorCode CURRENT_PASSWORD_REQUIRED = ErrorCode.of("current_password_required");

    /** The current password is wrong. */
    public static final ErrorCode CURRENT_PASSWORD_INVALID = ErrorCode.of("current_password_invalid");

    /** The session is too old to change the password. */
    public static final ErrorCode REAUTHENTICATION_NEEDED = ErrorCode.of("reauthentication_needed");

    /** The reauthentication code is wrong or has expired. */
    public static final ErrorCode REAUTHENTICATION_NOT_VALID = ErrorCode.of("reauthentication_not_valid");

    /** The user's data is managed by the single sign-on provider of their organization. */
    public static final ErrorCode USER_SSO_MANAGED = ErrorCode.of("user_sso_managed");

    /** The user has a second factor and has not verified it in this session. */
    public static final ErrorCode INSUFFICIENT_AAL = ErrorCode.of("insufficient_aal");

    /** The user has no such factor, or the challenge belongs to another factor. */
    public static final ErrorCode MFA_FACTOR_NOT_FOUND = ErrorCode.of("mfa_factor_not_found");

    /** The user already has a factor with this name, which may be unverified. */
    public static final ErrorCode MFA_FACTOR_NAME_CONFLICT = ErrorCode.of("mfa_factor_name_conflict");

    /** The user has the maximum number of factors. */
    public static final ErrorCode TOO_MANY_ENROLLED_MFA_FACTORS = ErrorCode.of("too_many_enrolled_mfa_factors");

    /** The user already has a verified factor of this type. */
    public static final ErrorCode MFA_VERIFIED_FACTOR_EXISTS = ErrorCode.of("mfa_verified_factor_exists");

    /** The challenge and its verification came from different IP addresses, or the challenge was used before. */
    public static final ErrorCode MFA_IP_ADDRESS_MISMATCH = ErrorCode.of("mfa_ip_address_mismatch");

    /** The challenge expired: it is more than five minutes old. */
    public static final ErrorCode MFA_CHALLENGE_EXPIRED = ErrorCode.of("mfa_challenge_expired");

    /** The code is wrong. */
    public static final ErrorCode MFA_VERIFICATION_FAILED = ErrorCode.of("mfa_verification_failed");

    /** A hook of the project rejected the verification; all sessions of the user have ended. */
    public static final ErrorCode MFA_VERIFICATION_REJECTED = ErrorCode.of("mfa_verification_rejected");

    /** Enrollment of authenticator apps is disabled. */
    public static final ErrorCode MFA_TOTP_ENROLL_NOT_ENABLED = ErrorCode.of("mfa_totp_enroll_not_enabled");

    /** Verification with authenticator apps is disabled. */
    public static final ErrorCode MFA_TOTP_VERIFY_NOT_ENABLED = ErrorCode.of("mfa_totp_verify_not_enabled");

    /** Enrollment of phones as second factors is disabled. */
    public static final ErrorCode MFA_PHONE_ENROLL_NOT_ENABLED = ErrorCode.of("mfa_phone_enroll_not_enabled");

    /** Verification with phones as second factors is disabled. */
    public static final ErrorCode MFA_PHONE_VERIFY_NOT_ENABLED = ErrorCode.of("mfa_phone_verify_not_enabled");

    /** Enrollment of security keys is disabled. */
    public static final ErrorCode MFA_WEBAUTHN_ENROLL_NOT_ENABLED = ErrorCode.of("mfa_webauthn_enroll_not_enabled");

    /** Verification with security keys is disabled. */
    public static final ErrorCode MFA_WEBAUTHN_VERIFY_NOT_ENABLED = ErrorCode.of("mfa_webauthn_verify_not_enabled");

    /** Passkeys are disabled. */
    public static final ErrorCode PASSKEY_DISABLED = ErrorCode.of("passkey_disabled");

    /** The user has the maximum number of passkeys. */
    public static final ErrorCode TOO_MANY_PASSKEYS = ErrorCode.of("too_many_passkeys");

    /** The passkey is already registered. */
    public static final ErrorCode WEBAUTHN_CREDENTIAL_EXISTS = ErrorCode.of("webauthn_credential_exists");

    /** The WebAuthn challenge is unknown or was used before. */
    public static final ErrorCode WEBAUTHN_CHALLENGE_NOT_FOUND = ErrorCode.of("webauthn_challenge_not_found");

    /** The WebAuthn challenge has expired. */
    public static final ErrorCode WEBAUTHN_CHALLENGE_EXPIRED = ErrorCode.of("webauthn_challenge_expired");

    /** The browser's WebAuthn response does not match the challenge. */
    public static final ErrorCode WEBAUTHN_VERIFICATION_FAILED = ErrorCode.of("webauthn_verification_failed");

    /** Declared by the server, but not used. */
    public static final ErrorCode WEBAUTHN_CREDENTIAL_NOT_FOUND = ErrorCode.of("webauthn_credential_not_found");

    /** Sign-in with a wallet is disabled. */
    public static final ErrorCode WEB3_PROVIDER_DISABLED = ErrorCode.of("web3_provider_disabled");

    /** The server does not support this chain. */
    public static final ErrorCode WEB3_UNSUPPORTED_CHAIN = ErrorCode.of("web3_unsupported_chain");

    /** The project requires a captcha, and the captcha token is missing or invalid. */
    public static final ErrorCode CAPTCHA_FAILED = ErrorCode.of("captcha_failed");

    /** SAML is disabled. */
    public static final ErrorCode SAML_PROVIDER_DISABLED = ErrorCode.of("saml_provider_disabled");

    /** No identity provider has the entity id of the SAML response. */
    public static final ErrorCode SAML_IDP_NOT_FOUND = ErrorCode.of("saml_idp_not_found");

    /** An identity provider with this entity id already exists. */
    public static final ErrorCode SAML_IDP_ALREADY_EXISTS = ErrorCode.of("saml_idp_already_exists");

    /** The relay state of the SAML response belongs to no sign-in. */
    public static final ErrorCode SAML_RELAY_STATE_NOT_FOUND = ErrorCode.of("saml_relay_state_not_found");

    /** The identity provider responded too late. */
    public static final ErrorCode SAML_RELAY_STATE_EXPIRED = ErrorCode.of("saml_relay_state_expired");

    /** The SAML assertion contains no user id. */
    public static final ErrorCode SAML_ASSERTION_NO_USER_ID = ErrorCode.of("saml_assertion_no_user_id");

    /** The SAML assertion contains no e-mail address. */
    public static final ErrorCode SAML_ASSERTION_NO_EMAIL = ErrorCode.of("saml_assertion_no_email");

    /** The server could not fetch the identity provider's metadata. */
    public static final ErrorCode SAML_METADATA_FETCH_FAILED = ErrorCode.of("saml_metadata_fetch_failed");

    /** The new metadata belongs to another identity provider. */
    public static final ErrorCode SAML_ENTITY_ID_MISMATCH = ErrorCode.of("saml_entity_id_mismatch");

    /** Another identity provider has this domain. */
    public static final ErrorCode SSO_DOMAIN_ALREADY_EXISTS = ErrorCode.of("sso_domain_already_exists");

    /** No identity provider has this id or domain. */
    public static final ErrorCode SSO_PROVIDER_NOT_FOUND = ErrorCode.of("sso_provider_not_found");

    /** The identity provider is disabled. */
    public static final ErrorCode SSO_PROVIDER_DISABLED = ErrorCode.of("sso_provider_disabled");

    /** The text message could not be sent. */
    public static final ErrorCode SMS_SEND_FAILED = ErrorCode.of("sms_send_failed");

    /** This client sent too many requests. */
    public static final ErrorCode OVER_REQUEST_RATE_LIMIT = ErrorCode.of("over_request_rate_limit");

    /** Too many e-mails were sent, to this user or in total. */
    public static final ErrorCode OVER_EMAIL_SEND_RATE_LIMIT = ErrorCode.of("over_email_send_rate_limit");

    /** Too many text messages were sent, to this user or in total. */
    public static final ErrorCode OVER_SMS_SEND_RATE_LIMIT = ErrorCode.of("over_sms_send_rate_limit");

    /** A hook of the project timed out. */
    public static final ErrorCode HOOK_TIMEOUT = ErrorCode.of("hook_timeout");

    /** A hook of the project timed out more than once. */
    public static final ErrorCode HOOK_TIMEOUT_AFTER_RETRY = ErrorCode.of("hook_timeout_after_retry");

    /** The payload that a hook of the project received or returned is too large. */
    public static final ErrorCode HOOK_PAYLOAD_OVER_SIZE_LIMIT = ErrorCode.of("hook_payload_over_size_limit");

    /** A hook of the project did not respond with JSON. */
    public static final ErrorCode HOOK_PAYLOAD_INVALID_CONTENT_TYPE = ErrorCode.of("hook_payload_invalid_content_type");

    /** This feature of the server is disabled. */
    public static final ErrorCode FEATURE_DISABLED = ErrorCode.of("feature_disabled");

    /** The OAuth client does not exist. */
    public static final ErrorCode OAUTH_CLIENT_NOT_FOUND = ErrorCode.of("oauth_client_not_found");

    /** The authorization is unknown, has expired, or belongs to another user. */
    public static final ErrorCode OAUTH_AUTHORIZATION_NOT_FOUND = ErrorCode.of("oauth_authorization_not_found");

    /** The user has granted this OAuth client nothing. */
    public static final ErrorCode OAUTH_CONSENT_NOT_FOUND = ErrorCode.of("oauth_consent_not_found");

    /** OAuth clients cannot register themselves. */
    public static final ErrorCode OAUTH_DYNAMIC_CLIENT_REGISTRATION_DISABLED =
            ErrorCode.of("oauth_dynamic_client_registration_disabled");

    /** The custom provider does not exist. */
    public static final ErrorCode CUSTOM_PROVIDER_NOT_FOUND = ErrorCode.of("custom_provider_not_found");

    /** The project has the maximum number of custom providers. */
    public static final ErrorCode OVER_CUSTOM_PROVIDER_QUOTA = ErrorCode.of("over_custom_provider_quota");

    private AuthErrorCodes() {}
}
