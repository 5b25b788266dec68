package dev.plinth.s3compat.internal;

import dev.plinth.core.internal.gateway.BaseUrl;
import java.net.IDN;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where S3 is.
 *
 * @param uri the endpoint, without a slash at its end
 * @param storage whether the Storage server answers there, rather than a store that is S3 itself
 */
public record Endpoint(URI uri, boolean storage) {

    private static final String STORAGE = "/storage/v1";
    private static final String S3 = "/s3";
    private static final String DEFAULT_REGION = "us-east-1";
    private static final Pattern PROJECT_HOST =
            Pattern.compile("[^.]+\\.(storage\\.)?supabase\\.(co|in|net)|[^.]+\\.p\\.powabase\\.ai");
    private static final Pattern AWS_HOST =
            Pattern.compile("(?:.*\\.)?s3[.-]([a-z]{2}-[a-z-]+-[0-9])\\.amazonaws\\.com");
    private static final Pattern HOST =
            Pattern.compile("(https?://)([^/:?#@\\[]*[^\\x00-\\x7f][^/:?#@\\[]*)((?:[:/].*)?)");
    private static final Pattern REF_IN_HOST = Pattern.compile("([a-z0-9]{20})\\..*");

    /** Takes what is evidently a project's or its storage's URL for that, and anything else as it is. */
    public static Endpoint of(String url, boolean allowHttp) {
        URI uri = read(url, allowHttp);
        String path = path(uri);
        if (path.endsWith(STORAGE)) {
            return exact(uri + S3, allowHttp);
        }
        boolean bareProject = path.isEmpty() && isProjectHost(uri);
        return bareProject ? exact(uri + STORAGE + S3, allowHttp) : exact(url, allowHttp);
    }

    /** Takes an URL as it is. */
    public static Endpoint exact(String url, boolean allowHttp) {
        URI uri = read(url, allowHttp);
        return new Endpoint(uri, path(uri).endsWith(S3) || isProjectHost(uri));
    }

    /** Returns the endpoint of a project, whatever its host. */
    public static Endpoint ofProject(String projectUrl, boolean allowHttp) {
        URI uri = read(projectUrl, allowHttp);
        String path = path(uri);
        if (path.endsWith(S3)) {
            return exact(projectUrl, allowHttp);
        }
        return exact(uri + (path.endsWith(STORAGE) ? S3 : STORAGE + S3), allowHttp);
    }

    /** Returns the endpoint of a hosted project, at the host that is meant for large files. */
    public static Endpoint ofRef(String ref) {
        return exact("https://" + ref + ".storage.supabase.co" + STORAGE + S3, false);
    }

    private static URI read(String url, boolean allowHttp) {
        URI uri = URI.create(BaseUrl.read(ascii(url.strip()), allowHttp));
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("the AWS SDK cannot read the host \"" + uri.getRawAuthority()
                    + "\": host names for S3 have no underscore; use another name of the server, or its IP address");
        }
        return uri;
    }

    /** Writes an internationalised host as DNS knows it. */
    private static String ascii(String url) {
        Matcher parts = HOST.matcher(url);
        return parts.matches() ? parts.group(1) + IDN.toASCII(parts.group(2)) + parts.group(3) : url;
    }

    private static boolean isProjectHost(URI uri) {
        return PROJECT_HOST.matcher(uri.getHost()).matches();
    }

    private static String path(URI uri) {
        return uri.getRawPath() == null ? "" : uri.getRawPath();
    }

    /** Returns the region to sign for, where nobody said. */
    public String region() {
        Matcher aws = AWS_HOST.matcher(uri.getHost());
        return aws.matches() ? aws.group(1) : DEFAULT_REGION;
    }

    /** Returns the project's ref, where the host tells it. */
    public Optional<String> ref() {
        Matcher host = REF_IN_HOST.matcher(uri.getHost());
        return isProjectHost(uri) && host.matches() ? Optional.of(host.group(1)) : Optional.empty();
    }

    /** Tells whether nothing is encrypted on the way. */
    public boolean plain() {
        return "http".equals(uri.getScheme());
    }
}
