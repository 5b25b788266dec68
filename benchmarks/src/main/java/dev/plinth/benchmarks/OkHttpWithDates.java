package dev.plinth.benchmarks;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;

/** OkHttp and Jackson for the fields that Plinth reads, dates included and read in the cheapest way; bodies are bounded. */
final class OkHttpWithDates extends OkHttpByHand {

    private static final long LARGEST = 16 << 20;

    record Bucket(
            String id,
            String name,
            @Nullable String owner,
            @JsonProperty("public") boolean isPublic,
            @Nullable String type,
            @Nullable Long fileSizeLimit,
            @Nullable List<String> allowedMimeTypes,
            Instant createdAt,
            Instant updatedAt) {}

    record User(
            String id,
            @Nullable String aud,
            @Nullable String role,
            @Nullable String email,
            @Nullable String phone,
            @Nullable Instant emailConfirmedAt,
            @Nullable Instant phoneConfirmedAt,
            @Nullable Instant confirmedAt,
            @Nullable Instant lastSignInAt,
            @Nullable Instant invitedAt,
            @Nullable Instant bannedUntil,
            Map<String, Object> appMetadata,
            Map<String, Object> userMetadata,
            List<Identity> identities,
            Instant createdAt,
            Instant updatedAt,
            @JsonProperty("is_anonymous") boolean isAnonymous)
            implements Person {}

    record Identity(
            String identityId,
            String id,
            String userId,
            Map<String, Object> identityData,
            String provider,
            @Nullable Instant lastSignInAt,
            Instant createdAt,
            Instant updatedAt,
            @Nullable String email) {}

    record Metadata(
            @JsonProperty("eTag") String etag,
            long size,
            String mimetype,
            @JsonProperty("cacheControl") String cacheControl,
            @JsonProperty("lastModified") Instant lastModified,
            @JsonProperty("contentLength") long contentLength) {}

    record Entry(
            String name,
            String key,
            String id,
            Instant updatedAt,
            Instant createdAt,
            Instant lastAccessedAt,
            Metadata metadata) {}

    record Page(
            @JsonProperty("hasNext") boolean hasNext,
            @JsonProperty("nextCursor") @Nullable String nextCursor,
            List<Entry> objects)
            implements Listed {}

    private final ObjectReader buckets;
    private final ObjectReader pages;
    private final ObjectReader users;

    OkHttpWithDates(String url, String key) {
        super(url, key);
        JsonMapper mapper = mapper();
        mapper.registerModule(new SimpleModule().addDeserializer(Instant.class, new Dates()));
        this.buckets = mapper.readerForListOf(Bucket.class);
        this.pages = mapper.readerFor(Page.class);
        this.users = mapper.readerFor(User.class);
    }

    @Override
    Person user(ResponseBody body) throws IOException {
        return users.readValue(Okio.buffer(new Bounded(body.source())).inputStream());
    }

    @Override
    List<?> buckets(ResponseBody body) throws IOException {
        return buckets.readValue(Okio.buffer(new Bounded(body.source())).inputStream());
    }

    @Override
    Listed page(ResponseBody body) throws IOException {
        return pages.readValue(Okio.buffer(new Bounded(body.source())).inputStream());
    }

    /** Refuses a body that is too long. */
    private static final class Bounded extends ForwardingSource {

        private long left = LARGEST;

        Bounded(Source source) {
            super(source);
        }

        @Override
        public long read(Buffer sink, long count) throws IOException {
            long read = super.read(sink, count);
            left -= Math.max(0, read);
            if (left < 0) {
                throw new IOException("the response is longer than " + LARGEST + " bytes");
            }
            return read;
        }
    }

    /** Reads {@code 2026-11-21T19:13:57.111Z} digit by digit: {@link Instant#parse} costs many times as much. */
    private static final class Dates extends StdDeserializer<Instant> {

        private static final long serialVersionUID = 1;
        private static final int LENGTH = "2026-11-21T19:13:57.111Z".length();

        Dates() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = parser.getText();
            if (text.length() != LENGTH || text.charAt(10) != 'T' || text.charAt(LENGTH - 1) != 'Z') {
                return Instant.parse(text);
            }
            long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                    .toEpochDay();
            int second = number(text, 11, 13) * 3600 + number(text, 14, 16) * 60 + number(text, 17, 19);
            return Instant.ofEpochSecond(day * 86_400 + second, number(text, 20, 23) * 1_000_000L);
        }

        private static int number(String text, int start, int end) {
            return Integer.parseInt(text, start, end, 10);
        }
    }
}
