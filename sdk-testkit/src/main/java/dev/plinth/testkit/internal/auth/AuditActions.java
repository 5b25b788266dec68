package dev.plinth.testkit.internal.auth;

/** The kinds that the audit log sorts its actions into. */
final class AuditActions {
    private AuditActions() {}

    static String type(String action) {
        return switch (action) {
            case "login", "logout", "invite_accepted" -> "account";
            case "user_signedup", "user_invited", "user_deleted" -> "team";
            case "token_revoked", "token_refreshed" -> "token";
            case "factor_in_progress",
                    "factor_unenrolled",
                    "factor_deleted",
                    "factor_updated",
                    "challenge_created",
                    "verification_attempted",
                    "mfa_code_login" -> "factor";
            default -> "user";
        };
    }
}
