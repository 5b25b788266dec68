package dev.plinth.storage.analytics.internal;

import dev.plinth.core.Connection;
import dev.plinth.core.Secret;
import dev.plinth.core.UnsupportedByGatewayException;
import dev.plinth.core.internal.connection.LiveConnection;
import dev.plinth.core.internal.gateway.ProjectGateway;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The properties of an Iceberg catalog, unmodifiable. Neither the map nor its entries print their secrets. */
public final class CatalogProperties extends AbstractMap<String, String> {

    /** The region that S3 clients sign for if the project's region is not known. */
    private static final String DEFAULT_REGION = "us-east-1";

    private static final String TOKEN = "token";
    private static final String SECRET_KEY = "s3.secret-access-key";
    private static final Set<String> SECRETS = Set.of(TOKEN, SECRET_KEY);

    private final Set<Entry<String, String>> entries;

    private CatalogProperties(Map<String, String> properties) {
        Set<Entry<String, String>> all = new LinkedHashSet<>();
        properties.entrySet().forEach(property -> all.add(new Property(property)));
        this.entries = Collections.unmodifiableSet(all);
    }

    /** Returns the properties of a bucket's catalog. */
    public static Map<String, String> of(
            Connection connection, String bucket, String accessKeyId, Secret secretAccessKey) {
        LiveConnection live = LiveConnection.of(connection);
        if (!(live.gateway() instanceof ProjectGateway gateway)) {
            throw new UnsupportedByGatewayException(
                    "analyticsBuckets.catalogProperties",
                    live.gateway().describe(),
                    "use project.connectDirect(), or Project.connect(projectUrl, key)");
        }
        Map<String, String> properties = new TreeMap<>();
        properties.put("uri", gateway.storageUrl() + "/iceberg");
        properties.put("warehouse", bucket);
        properties.put(TOKEN, token(live).reveal());
        // Otherwise Iceberg exchanges a token before it expires, at a route that Storage does not have.
        properties.put("token-refresh-enabled", "false");
        properties.put("io-impl", "org.apache.iceberg.aws.s3.S3FileIO");
        properties.put("s3.endpoint", gateway.storageUrl() + "/s3");
        properties.put("s3.access-key-id", accessKeyId);
        properties.put(SECRET_KEY, secretAccessKey.reveal());
        properties.put("s3.path-style-access", "true");
        properties.put("client.region", gateway.region().orElse(DEFAULT_REGION));
        return new CatalogProperties(properties);
    }

    private static Secret token(LiveConnection live) {
        return live.credentials()
                .token()
                .orElseThrow(() -> new IllegalStateException("the connection's credential is not a token: connect with"
                        + " the legacy service_role key, because the catalog does not accept sb_secret_ keys"));
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return entries;
    }

    /** One property, which does not show a secret either. */
    private static final class Property extends SimpleImmutableEntry<String, String> {

        private static final long serialVersionUID = 1L;

        Property(Entry<String, String> property) {
            super(property);
        }

        @Override
        public String toString() {
            return getKey() + "=" + (SECRETS.contains(getKey()) ? "(hidden)" : getValue());
        }
    }

    @Override
    public String toString() {
        return entries.stream().map(Object::toString).collect(Collectors.joining(", ", "{", "}"));
    }
}
