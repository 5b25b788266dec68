package dev.plinth.testkit.internal.auth;

/** The mails: the subjects are the server's own, the texts say the same in few words. */
enum MailTemplate {
    CONFIRMATION("Confirm your email address", "This address was used to sign up.", "Confirm email address"),
    INVITE("You've been invited", "Somebody has an account for you.", "Accept invitation"),
    RECOVERY("Reset your password", "A new password was asked for.", "Reset password"),
    MAGIC_LINK("Your sign-in link", "It works once, and not for long.", "Sign in"),
    EMAIL_CHANGE("Confirm your new email address", "The new address is to be %s.", "Confirm new email address");

    private final String subject;
    private final String text;
    private final String label;

    MailTemplate(String subject, String text, String label) {
        this.subject = subject;
        this.text = text;
        this.label = label;
    }

    String subject() {
        return subject;
    }

    String body(String link, String address) {
        String href = escaped(link);
        return "<h2>" + subject + "</h2>\r\n\r\n<p>" + escaped(text.formatted(address)) + "</p>\r\n<p><a href=\"" + href
                + "\">" + label + "</a></p>\r\n";
    }

    static String code(String code) {
        return "<h2>Your verification code</h2>\r\n\r\n<p>" + code + "</p>\r\n";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("\"", "&#34;")
                .replace("'", "&#39;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}
