package dev.plinth.testkit.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.testkit.LocalProject;
import dev.plinth.testkit.replay.RawHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Talks to a project's S3 by hand, so that a test can get anything wrong on purpose; immutable. */
record S3Wire(
        LocalProject project,
        Signer signer,
        Map<String, String> headers,
        @Nullable String token) {
    static final String BASE = "/storage/v1/s3";
    static final String DATE = "20261122T060000Z";

    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";

    /** With the project's own access key. */
    static S3Wire of(LocalProject project) {
        return new S3Wire(project, own(project, project.s3Region(), "s3"), Map.of(), null);
    }

    /** The project's own access key, for a region and a service. */
    static Signer own(LocalProject project, String region, String service) {
        return new Signer(project.s3AccessKeyId(), project.s3SecretAccessKey(), region, service, DATE);
    }

    /** As a session: the project's ref and public key, and the token of who acts. */
    S3Wire as(String sessionToken) {
        Signer session = new Signer(project.projectRef(), project.anonKey(), signer.region(), "s3", signer.date());
        return new S3Wire(project, session, headers, sessionToken);
    }

    S3Wire signedBy(Signer other) {
        return new S3Wire(project, other, headers, token);
    }

    S3Wire with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new S3Wire(project, signer, Map.copyOf(more), token);
    }

    RawHttp.Answer get(String path) {
        return send("GET", path, null);
    }

    RawHttp.Answer put(String path, @Nullable String body) {
        return send("PUT", path, body);
    }

    RawHttp.Answer head(String path) {
        return send("HEAD", path, null);
    }

    RawHttp.Answer delete(String path) {
        return send("DELETE", path, null);
    }

    RawHttp.Answer post(String path, String body) {
        return send("POST", path, body);
    }

    /** Signed by header; a hash that is given as a header is signed in place of none. */
    RawHttp.Answer send(String method, String path, @Nullable String body) {
        return bytes(method, path, body == null ? null : body.getBytes(StandardCharsets.UTF_8));
    }

    RawHttp.Answer bytes(String method, String path, byte @Nullable [] body) {
        Map<String, String> signed = signed();
        String hash = signed.getOrDefault("x-amz-content-sha256", UNSIGNED);
        List<Map.Entry<String, String>> all = new ArrayList<>(signed.entrySet());
        all.removeIf(header -> header.getKey().equals("host"));
        all.add(Map.entry("authorization", signer.authorization(method, BASE + path, signed, hash)));
        return raw(method, path, all, body);
    }

    /** The content in signed chunks; the edit may get one wrong on purpose. */
    RawHttp.Answer chunked(String path, String content, int size, String trailer, Edit edit) {
        String hash = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" + (trailer.isEmpty() ? "" : "-TRAILER");
        S3Wire plain = with("x-amz-content-sha256", hash);
        S3Wire streaming = trailer.isEmpty() ? plain : plain.with("x-amz-trailer", trailer.replaceAll(":.*", ""));
        String seed = signer.signature("PUT", BASE + path, streaming.signed(), hash);
        byte[] chunks = signer.chunks(content.getBytes(StandardCharsets.UTF_8), size, seed, trailer);
        return streaming.send("PUT", path, edit.of(new String(chunks, StandardCharsets.UTF_8)));
    }

    /** What becomes of a body before it is sent. */
    interface Edit {
        String of(String body);
    }

    /** Path and query of a presigned URL. */
    String presigned(String method, String path, long expires) {
        String query = "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=" + Signer.encode(signer.credential())
                + "&X-Amz-Date=" + signer.date() + "&X-Amz-Expires=" + expires + "&X-Amz-SignedHeaders=host"
                + (token == null ? "" : "&X-Amz-Security-Token=" + Signer.encode(token));
        String target = path + (path.contains("?") ? "&" : "?") + query;
        String signature = signer.signature(method, BASE + target, Map.of("host", host()), UNSIGNED);
        return target + "&X-Amz-Signature=" + signature;
    }

    /** Sends what needs no further signature. */
    RawHttp.Answer raw(String method, String path, List<Map.Entry<String, String>> all, byte @Nullable [] body) {
        try {
            return RawHttp.send(project.projectUrl(), method, BASE + path, all, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RawHttp.Answer raw(String method, String path) {
        return raw(method, path, List.copyOf(headers.entrySet()), null);
    }

    static String code(RawHttp.Answer answer) {
        return element(answer, "Code");
    }

    static String message(RawHttp.Answer answer) {
        return element(answer, "Message");
    }

    static String element(RawHttp.Answer answer, String name) {
        Matcher found = Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(answer.text());
        return found.find() ? found.group(1) : "";
    }

    static void refused(RawHttp.Answer answer, int status, String code, String message) {
        assertThat(answer.status() + " " + code(answer) + " " + message(answer))
                .isEqualTo(status + " " + code + " " + message);
    }

    private String host() {
        return URI.create(project.projectUrl()).getAuthority();
    }

    private Map<String, String> signed() {
        Map<String, String> signed = new LinkedHashMap<>(headers);
        signed.put("host", host());
        signed.put("x-amz-date", signer.date());
        if (token != null) {
            signed.put("x-amz-security-token", token);
        }
        return signed;
    }
}
