package dev.plinth.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.ApiException;
import dev.plinth.core.Connection;
import dev.plinth.core.ErrorCode;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A project, a user of it, her mail and her browser. */
abstract class AuthFixture implements AutoCloseable {

    static final String PASSWORD = "correct horse";

    final String projectUrl;
    final Connection service;
    final Connection anon;
    final AuthClient auth;
    final AuthClient admin;
    final String email;
    final EmailOrPhone ada;

    AuthFixture(String projectUrl, Connection service, Connection anon, String email) {
        this.projectUrl = projectUrl;
        this.service = service;
        this.anon = anon;
        this.auth = AuthClient.of(anon);
        this.admin = AuthClient.of(service);
        this.email = email;
        this.ada = EmailOrPhone.email(email);
    }

    /** Returns the text of the newest message to somebody. */
    abstract Optional<String> message(String to);

    User create() {
        return admin.users().create(u -> u.email(email).password(PASSWORD));
    }

    /** Makes the user, if need be, and signs her in. */
    Session signIn() {
        if (admin.users().findByEmail(email).isEmpty()) {
            create();
        }
        return auth.signInWithPassword(email, PASSWORD);
    }

    Account account() {
        return auth.actingAs(signIn()).account();
    }

    /** Returns the link in the newest mail to her. */
    String mailed() {
        return mailed(email);
    }

    /** Returns the link in the newest mail to somebody. */
    String mailed(String to) {
        String body = message(to).orElseThrow();
        Matcher link = Pattern.compile("href=\"([^\"]+)\"").matcher(body);
        assertThat(link.find()).as(body).isTrue();
        return link.group(1).replace("&amp;", "&");
    }

    /** Returns the code of six digits in the newest message to somebody. */
    String code(String to) {
        String body = message(to).orElseThrow();
        Matcher code = Pattern.compile("\\b(\\d{6})\\b").matcher(body);
        assertThat(code.find()).as(body).isTrue();
        return code.group(1);
    }

    static String token(String link) {
        return link.replaceAll(".*[?&]token=([^&]+).*", "$1");
    }

    /** Opens an address as a browser, and returns where it ends: at the app, which is not this server. */
    String browse(String address) {
        String at = address;
        while (at.startsWith(projectUrl)) {
            at = location(at);
        }
        return at;
    }

    private static String location(String address) {
        try {
            HttpURLConnection http =
                    (HttpURLConnection) URI.create(address).toURL().openConnection();
            http.setInstanceFollowRedirects(false);
            assertThat(http.getResponseCode()).isBetween(302, 303);
            return http.getHeaderField("Location");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static void refused(ThrowingCallable call, ErrorCode code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Override
    public void close() {
        anon.close();
        service.close();
    }
}
