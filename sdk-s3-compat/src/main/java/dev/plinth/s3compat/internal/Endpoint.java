package dev.plinth.s3compat.internal;

import dev.plinth.core.internal.gateway.BaseUrl;
import java.net.IDN;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An S3 endpoint.
 *
 * @param uri the endpoint, without a slash at its end
 * @param isStorage whether this is a Storage server, rather than another S3 store
 */
public record Endpoint(URI uri, boolean isStorage) {

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

    /** Returns an endpoint with the URL unchanged. */
    public static Endpoint exact(String url, boolean allowHttp) {
        URI uri = parse(url, allowHttp);
        return new Endpoint(uri, path(uri).endsWith(S3) || isProjectHost(uri));
    }

    /** Returns the endpoint of the project with a URL. */
    public static Endpoint ofProjectUrl(String projectUrl, boolean allowHttp) {
        URI uri = parse(projectUrl, allowHttp);
        String path = path(uri);
        if (path.endsWith(S3)) {
            return exact(projectUrl, allowHttp);
        }
        return exact(uri + (path.endsWith(STORAGE) ? S3 : STORAGE + S3), allowHttp);
    }

    /** Returns the endpoint of a hosted project, with its host for large files. */
    public static Endpoint ofRef(String ref) {
        return exact("https://" + ref + ".storage.supabase.co" + STORAGE + S3, false);
    }

    private static URI parse(String url, boolean allowHttp) {
        URI uri = URI.create(BaseUrl.read(ascii(url.strip()), allowHttp));
        if (uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "the AWS SDK cannot read the host \"" + uri.getRawAuthority()
                            + "\": host names for S3 must not have underscores; use another name of the server, or its IP address");
        }
        return uri;
    }

    /** Converts an internationalised host to ASCII. */
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

    /** Returns the default region to sign for. */
    public String region() {
        Matcher aws = AWS_HOST.matcher(uri.getHost());
        return aws.matches() ? aws.group(1) : DEFAULT_REGION;
    }

    /** Returns the project's ref, if the host contains it. */
    public Optional<String> ref() {
        Matcher host = REF_IN_HOST.matcher(uri.getHost());
        return isProjectHost(uri) && host.matches() ? Optional.of(host.group(1)) : Optional.empty();
    }

    /** Returns whether the endpoint uses plain http. */
    public boolean isPlainHttp() {
        return "http".equals(uri.getScheme());
    }
}
