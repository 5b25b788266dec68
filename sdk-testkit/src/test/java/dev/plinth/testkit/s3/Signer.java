package dev.plinth.testkit.s3;

import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs as AWS's clients do; written anew for the tests, so that a mistake of the server's own would show.
 *
 * @param accessKey the access key's id
 * @param secret what signs
 * @param region the region signed for
 * @param service the service signed for
 * @param date when, as {@code 20261121T192342Z}
 */
public record Signer(String accessKey, String secret, String region, String service, String date) {

    public String credential() {
        return accessKey + "/" + scope();
    }

    /** The value of the Authorization header; all the headers that are given are signed. */
    public String authorization(String method, String target, Map<String, String> headers, String contentHash) {
        String names = String.join(";", sorted(headers).keySet());
        return "AWS4-HMAC-SHA256 Credential=" + credential() + ", SignedHeaders=" + names + ", Signature="
                + signature(method, target, headers, contentHash);
    }

    /** The signature of a request; {@code X-Amz-Signature} in the target is left out of it. */
    public String signature(String method, String target, Map<String, String> headers, String contentHash) {
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        TreeMap<String, String> signed = sorted(headers);
        StringBuilder canonical = new StringBuilder(
                method + "\n" + path + "\n" + canonicalQuery(mark < 0 ? "" : target.substring(mark + 1)) + "\n");
        signed.forEach((name, value) ->
                canonical.append(name).append(':').append(value.strip()).append('\n'));
        canonical
                .append('\n')
                .append(String.join(";", signed.keySet()))
                .append('\n')
                .append(contentHash);
        return sign("AWS4-HMAC-SHA256\n" + date + "\n" + scope() + "\n"
                + sha256(canonical.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** The signature of any text: that of a form's policy. */
    public String sign(String text) {
        byte[] key = hmac(("AWS4" + secret).getBytes(StandardCharsets.UTF_8), date.substring(0, 8));
        for (String part : List.of(region, service, "aws4_request")) {
            key = hmac(key, part);
        }
        return HexFormat.of().formatHex(hmac(key, text));
    }

    /** A body in signed chunks, the last of them empty; with a trailer, if one is given. */
    public byte[] chunks(byte[] content, int size, String seed, String trailer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String previous = seed;
        for (int at = 0; at < content.length; at += size) {
            byte[] chunk = Arrays.copyOfRange(content, at, Math.min(at + size, content.length));
            previous = chunkSignature(previous, chunk);
            write(out, Integer.toHexString(chunk.length) + ";chunk-signature=" + previous + "\r\n");
            out.writeBytes(chunk);
            write(out, "\r\n");
        }
        previous = chunkSignature(previous, new byte[0]);
        write(out, "0;chunk-signature=" + previous + "\r\n");
        if (!trailer.isEmpty()) {
            String text = "AWS4-HMAC-SHA256-TRAILER\n" + date + "\n" + scope() + "\n" + previous + "\n"
                    + sha256((trailer + "\n").getBytes(StandardCharsets.US_ASCII));
            write(out, trailer + "\r\nx-amz-trailer-signature:" + sign(text) + "\r\n");
        }
        write(out, "\r\n");
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private String scope() {
        return date.substring(0, 8) + "/" + region + "/" + service + "/aws4_request";
    }

    private String chunkSignature(String previous, byte[] chunk) {
        return sign("AWS4-HMAC-SHA256-PAYLOAD\n" + date + "\n" + scope() + "\n" + previous + "\n" + sha256(new byte[0])
                + "\n" + sha256(chunk));
    }

    private static String canonicalQuery(String query) {
        List<String> pairs = new ArrayList<>();
        for (String pair : query.split("&", -1)) {
            if (!pair.isEmpty() && !pair.startsWith("X-Amz-Signature=")) {
                String[] parts = pair.split("=", 2);
                pairs.add(encode(decode(parts[0])) + "=" + (parts.length < 2 ? "" : encode(decode(parts[1]))));
            }
        }
        pairs.sort(null);
        return String.join("&", pairs);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static TreeMap<String, String> sorted(Map<String, String> headers) {
        TreeMap<String, String> sorted = new TreeMap<>();
        headers.forEach((name, value) -> sorted.put(name.toLowerCase(Locale.ROOT), value));
        return sorted;
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
