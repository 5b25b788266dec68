package dev.plinth.testkit.internal.auth;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** What an authenticator app reads: an otpauth address, and a picture of it. */
final class OtpAuth {
    private OtpAuth() {}

    static String uri(String issuer, String account, String secret) {
        return "otpauth://totp/" + (escaped(issuer) + ":" + escaped(account)).replace("%2F", "/")
                + "?algorithm=SHA1&digits=6&issuer="
                + escaped(issuer) + "&period=30&secret=" + secret;
    }

    /** The address as text: nobody scans what an embedded server draws. */
    static String picture(String uri) {
        return "<?xml version=\"1.0\"?>\n<svg width=\"219\" height=\"219\" xmlns=\"http://www.w3.org/2000/svg\">\n<text"
                + " x=\"4\" y=\"16\" font-size=\"6\">"
                + uri.replace("&", "&amp;").replace("<", "&lt;")
                + "</text>\n</svg>\n";
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%3A", ":")
                .replace("%40", "@")
                .replace("%26", "&")
                .replace("%3D", "=")
                .replace("%2B", "+")
                .replace("%24", "$")
                .replace("%7E", "~");
    }
}
