package dev.plinth.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;

/** What the server answers. */
final class Answers {

    /** The objects of a list, and of one page of it. */
    static final int LISTED = 100_000;

    /** The bucket whose list is one page. */
    static final String THOUSAND = "thousand";

    /** The name of an object that does not exist. */
    static final String MISSING = "missing";

    static final String ID = "11111111-2222-4333-8444-555555555555";
    private static final int PAGE = 1_000;
    private static final java.util.regex.Pattern CURSOR = java.util.regex.Pattern.compile("\"cursor\":\"([0-9]+)\"");
    private static final java.util.regex.Pattern RANGE = java.util.regex.Pattern.compile("bytes=([0-9]+)-([0-9]*)");
    private static final String TIME = "2026-11-21T19:13:57.111Z";
    private static final byte[] BUCKETS = buckets();
    private static final byte[] SIGNED = utf8("{\"signedURL\":\"/object/sign/b/4096?token=" + "x".repeat(200) + "\"}");
    private static final byte[] NOT_FOUND =
            utf8("{\"statusCode\":\"404\",\"error\":\"not_found\",\"message\":\"Object not found\"}");
    private static final byte[] USER = utf8("{\"id\":\"" + ID
            + "\",\"aud\":\"authenticated\",\"role\":\"authenticated\","
            + "\"email\":\"ada@example.com\",\"email_confirmed_at\":\"" + TIME + "\",\"phone\":\"\",\"confirmed_at\":\""
            + TIME + "\",\"last_sign_in_at\":\"" + TIME + "\",\"app_metadata\":{\"provider\":\"email\",\"providers\":"
            + "[\"email\"]},\"user_metadata\":{\"email_verified\":true,\"name\":\"Ada\"},\"identities\":[{\"identity_id\":\""
            + ID + "\",\"id\":\"" + ID + "\",\"user_id\":\"" + ID
            + "\",\"identity_data\":{\"email\":\"ada@example.com\","
            + "\"email_verified\":true,\"phone_verified\":false,\"sub\":\"" + ID + "\"},\"provider\":\"email\","
            + "\"last_sign_in_at\":\"" + TIME + "\",\"created_at\":\"" + TIME + "\",\"updated_at\":\"" + TIME
            + "\",\"email\":\"ada@example.com\"}],\"created_at\":\"" + TIME + "\",\"updated_at\":\"" + TIME
            + "\",\"is_anonymous\":false}");

    private Answers() {}

    static void to(RequestHead head, String body, OutputStream out) throws IOException {
        String path = head.path();
        if (path.endsWith("/storage/v1/bucket")) {
            json(out, BUCKETS);
        } else if (path.startsWith("/auth/v1/admin/users/")) {
            json(out, USER);
        } else if (path.contains("/object/sign/")) {
            json(out, SIGNED);
        } else if (path.endsWith("/" + MISSING)) {
            head(out, "400 Bad Request", "application/json; charset=utf-8", NOT_FOUND.length, "");
            out.write(NOT_FOUND);
        } else if (S3Answers.takes(head)) {
            S3Answers.to(head, out);
        } else if (path.contains("/object/list-v2/")) {
            json(out, page(body, path.endsWith("/" + THOUSAND) ? PAGE : LISTED));
        } else if (path.contains("/object/info/")) {
            json(out, info(head.size()));
        } else if (head.method().equals("GET")) {
            object(head, out);
        } else {
            String name = path.substring(path.indexOf("/object/") + 8);
            json(out, ("{\"Id\":\"" + ID + "\",\"Key\":\"" + name + "\"}").getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void json(OutputStream out, byte[] body) throws IOException {
        head(out, "200 OK", "application/json; charset=utf-8", body.length, "");
        out.write(body);
    }

    /** Answers with an object, or with the part of it that was asked for. */
    static void object(RequestHead head, OutputStream out) throws IOException {
        long size = head.size();
        long from = 0;
        long to = size;
        String more = "ETag: \"" + Pattern.md5(size) + "\"\r\nAccept-Ranges: bytes\r\n"
                + "Last-Modified: Sat, 21 Nov 2026 19:13:57 GMT\r\n";
        Matcher range = RANGE.matcher(head.header("Range"));
        boolean part = range.matches();
        if (part) {
            from = Long.parseLong(range.group(1));
            to = range.group(2).isEmpty() ? size : Math.min(size, Long.parseLong(range.group(2)) + 1);
            more += "Content-Range: bytes " + from + "-" + (to - 1) + "/" + size + "\r\n";
        }
        head(out, part ? "206 Partial Content" : "200 OK", "application/octet-stream", to - from, more);
        if (!head.method().equals("HEAD")) {
            Pattern.write(out, from, to);
        }
    }

    static void head(OutputStream out, String status, String type, long length, String more) throws IOException {
        out.write(("HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\nContent-Length: " + length + "\r\n" + more
                        + "Keep-Alive: timeout=61\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] info(long size) {
        return ("{\"id\":\"" + ID + "\",\"name\":\"" + size + "\",\"version\":\"" + ID
                        + "\",\"bucket_id\":\"b\",\"size\":"
                        + size + ",\"content_type\":\"application/octet-stream\",\"cache_control\":\"no-cache\","
                        + "\"etag\":\"\\\"" + Pattern.md5(size) + "\\\"\",\"metadata\":{},\"created_at\":\"" + TIME
                        + "\",\"last_modified\":\"" + TIME + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] page(String request, int listed) {
        Matcher matcher = CURSOR.matcher(request);
        int first = matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
        int end = Math.min(listed, first + PAGE);
        StringBuilder page = new StringBuilder(400_000).append("{\"hasNext\":").append(end < listed);
        if (end < listed) {
            page.append(",\"nextCursor\":\"").append(end).append('"');
        }
        page.append(",\"folders\":[],\"objects\":[");
        for (int i = first; i < end; i++) {
            page.append(i == first ? "" : ",")
                    .append("{\"name\":\"folder/object-")
                    .append(i)
                    .append("\",\"key\":\"folder/object-")
                    .append(i)
                    .append("\",\"id\":\"" + ID + "\",\"updated_at\":\"" + TIME + "\",\"created_at\":\"" + TIME
                            + "\",\"last_accessed_at\":\"" + TIME + "\",\"metadata\":{\"eTag\":\"\\\"")
                    .append("d41d8cd98f00b204e9800998ecf8427e")
                    .append("\\\"\",\"size\":4096,\"mimetype\":\"image/png\",\"cacheControl\":\"no-cache\","
                            + "\"lastModified\":\"" + TIME + "\",\"contentLength\":4096,\"httpStatusCode\":200}}");
        }
        return page.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] buckets() {
        StringBuilder buckets = new StringBuilder("[");
        for (int i = 0; i < 10; i++) {
            buckets.append(i == 0 ? "" : ",")
                    .append("{\"id\":\"bucket-")
                    .append(i)
                    .append("\",\"name\":\"bucket-")
                    .append(i)
                    .append("\",\"owner\":\"\",\"public\":true,\"type\":\"STANDARD\",\"file_size_limit\":1048576,"
                            + "\"allowed_mime_types\":[\"image/png\",\"image/*\"],\"created_at\":\"" + TIME
                            + "\",\"updated_at\":\"" + TIME + "\"}");
        }
        return buckets.append("]").toString().getBytes(StandardCharsets.UTF_8);
    }
}
