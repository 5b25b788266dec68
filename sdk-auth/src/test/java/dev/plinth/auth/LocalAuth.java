package dev.plinth.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.ApiException;
import dev.plinth.core.ApiKey;
import dev.plinth.core.Connection;
import dev.plinth.core.ErrorCode;
import dev.plinth.testkit.LocalPlatform;
import dev.plinth.testkit.LocalPlatformBuilder;
import dev.plinth.testkit.Message;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** An embedded platform, a user of it, her mail and her browser. */
final class LocalAuth implements AutoCloseable {

    static final String EMAIL = "ada@example.com";
    static final Contact ADA = Contact.email(EMAIL);
    static final String PASSWORD = "correct horse";

    final LocalPlatform platform;
    final Connection service;
    final Connection anon;
    final AuthClient auth;
    final AuthClient admin;

    /** Starts a platform with settings: name, value, name, value, …, their names without {@code GOTRUE_}. */
    LocalAuth(String... settings) {
        LocalPlatformBuilder builder = LocalPlatform.builder()
                .set("GOTRUE_MAILER_AUTOCONFIRM", "false")
                .set("GOTRUE_PASSWORD_HASH_COST", "0");
        for (int i = 0; i < settings.length; i += 2) {
            builder.set("GOTRUE_" + settings[i], settings[i + 1]);
        }
        platform = builder.start();
        service = Connection.toProject(platform.projectUrl(), ApiKey.of(platform.serviceKey()));
        anon = Connection.toProject(platform.projectUrl(), ApiKey.of(platform.anonKey()));
        auth = AuthClient.of(anon);
        admin = AuthClient.of(service);
    }

    User create() {
        return admin.users().create(u -> u.email(EMAIL).password(PASSWORD));
    }

    /** Makes the user, if need be, and signs her in. */
    Session signIn() {
        if (admin.users().findByEmail(EMAIL).isEmpty()) {
            create();
        }
        return auth.signInWithPassword(EMAIL, PASSWORD);
    }

    Account account() {
        return auth.actingAs(signIn()).account();
    }

    /** Returns the link in the newest mail to her. */
    String mailed() {
        Message mail = platform.outbox().latestTo(EMAIL).orElseThrow();
        Matcher link = Pattern.compile("href=\"([^\"]+)\"").matcher(mail.body());
        assertThat(link.find()).as(mail.body()).isTrue();
        return link.group(1).replace("&amp;", "&");
    }

    /** Returns the code of six digits in the newest message to somebody. */
    String code(String to) {
        String body = platform.outbox().latestTo(to).orElseThrow().body();
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
        while (at.startsWith(platform.projectUrl())) {
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
        platform.close();
    }
}
