package dev.plinth.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** What the server answers to the clients of S3. */
final class S3Answers {

    private static final String NAMESPACE = " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">";
    private static final String PREFIX = "/storage/v1/s3";
    private static final byte[] BUCKETS = buckets();

    private S3Answers() {}

    /** Returns whether a request is one of S3's: below Storage's path for it, or, for clients that refuse a path, at the root. */
    static boolean takes(RequestHead head) {
        return head.path().startsWith(PREFIX) || !head.path().startsWith("/storage/");
    }

    static void to(RequestHead head, OutputStream out) throws IOException {
        String path = head.path().startsWith(PREFIX) ? head.path().substring(PREFIX.length()) : head.path();
        if (path.length() <= 1) {
            xml(out, BUCKETS);
        } else if (head.method().equals("GET") || head.method().equals("HEAD")) {
            Answers.object(head, out);
        } else if (head.method().equals("POST") && head.query().contains("uploadId=")) {
            String digest = Pattern.md5(head.size());
            xml(
                    out,
                    bytes("<CompleteMultipartUploadResult" + NAMESPACE + "<Location>" + path + "</Location>"
                            + names(path) + "<ETag>&quot;" + digest
                            + "-1&quot;</ETag></CompleteMultipartUploadResult>"));
        } else if (head.method().equals("POST")) {
            xml(
                    out,
                    bytes("<InitiateMultipartUploadResult" + NAMESPACE + names(path)
                            + "<UploadId>upload</UploadId></InitiateMultipartUploadResult>"));
        } else {
            Answers.head(out, "200 OK", "application/xml", 0, "ETag: \"" + Pattern.md5(head.size()) + "\"\r\n");
        }
    }

    private static String names(String path) {
        int end = path.indexOf('/', 1);
        return "<Bucket>" + path.substring(1, end) + "</Bucket><Key>" + path.substring(end + 1) + "</Key>";
    }

    private static void xml(OutputStream out, byte[] body) throws IOException {
        Answers.head(out, "200 OK", "application/xml", body.length, "");
        out.write(body);
    }

    private static byte[] bytes(String text) {
        return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + text).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] buckets() {
        StringBuilder buckets = new StringBuilder("<ListAllMyBucketsResult" + NAMESPACE
                + "<Owner><ID>owner</ID><DisplayName>owner</DisplayName></Owner><Buckets>");
        for (int i = 0; i < 10; i++) {
            buckets.append("<Bucket><Name>bucket-")
                    .append(i)
                    .append("</Name><CreationDate>2026-11-21T19:13:57.111Z</CreationDate></Bucket>");
        }
        return bytes(buckets.append("</Buckets></ListAllMyBucketsResult>").toString());
    }
}
