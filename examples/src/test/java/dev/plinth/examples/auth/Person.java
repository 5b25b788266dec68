package dev.plinth.examples.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.testkit.LocalPlatform;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Whoever sits before the program: with mail, messages, a browser and an authenticator app. */
final class Person {

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final LocalPlatform platform;
    private final String address;

    Person(LocalPlatform platform, String address) {
        this.platform = platform;
        this.address = address;
    }

    String linkInMail() {
        return found("href=\"([^\"]+)\"").replace("&amp;", "&");
    }

    String tokenOfLink() {
        return linkInMail().replaceAll(".*[?&]token=([^&]+).*", "$1");
    }

    String code() {
        return found("\\b(\\d{6})\\b");
    }

    private String found(String pattern) {
        String body = platform.outbox().latestTo(address).orElseThrow().body();
        Matcher matcher = Pattern.compile(pattern).matcher(body);
        assertThat(matcher.find()).as(body).isTrue();
        return matcher.group(1);
    }

    /** Opens an address, and returns where the server leads to in the end. */
    String browse(String url) {
        String at = url;
        try {
            while (at.startsWith(platform.projectUrl())) {
                HttpURLConnection http =
                        (HttpURLConnection) URI.create(at).toURL().openConnection();
                http.setInstanceFollowRedirects(false);
                at = http.getHeaderField("Location");
            }
            return at;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Opens the address in what a program asks. */
    String browseAsTold(String question) {
        return browse(question.lines().findFirst().orElseThrow().substring("open ".length()));
    }

    /** Adds the secret in what a program asks to the app, and reads off the code. */
    static String totp(String question) {
        StringBuilder bits = new StringBuilder();
        for (char c : question.split(" ", 3)[1].toCharArray()) {
            bits.append(Integer.toBinaryString(32 + BASE32.indexOf(c)).substring(1));
        }
        byte[] key = new byte[bits.length() / 8];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) Integer.parseInt(bits.substring(i * 8, i * 8 + 8), 2);
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(8)
                    .putLong(System.currentTimeMillis() / 30_000)
                    .array());
            int number = ByteBuffer.wrap(hash, hash[hash.length - 1] & 0xf, 4).getInt() & 0x7fffffff;
            return String.format("%06d", number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
