package dev.plinth.testkit.internal.auth.model;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.annotation.JsonBackReference;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonManagedReference;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonView;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.json.Json;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A user and all that belongs to them. The fields are those of the server's JSON, in its order and with its names; see
 * {@link UserJson}. Guarded by the lock of {@link AuthState}.
 */
@SuppressWarnings("NullAway.Init") // fields without a value are set by whoever creates an instance, or by Jackson
public final class User {
    public UUID id;

    @Always
    public String aud = "";

    @Always
    public String role = "";

    @Always
    public String email = "";

    public @Nullable Instant emailConfirmedAt;
    public @Nullable Instant invitedAt;

    @Always
    public String phone = "";

    public @Nullable Instant phoneConfirmedAt;
    public @Nullable Instant confirmationSentAt;

    /** The earlier of the two, as it was when the request began: the database computes it, not the server. */
    public @Nullable Instant confirmedAt;

    public @Nullable Instant recoverySentAt;
    public String newEmail = "";
    public @Nullable Instant emailChangeSentAt;
    public String newPhone = "";
    public @Nullable Instant phoneChangeSentAt;
    public @Nullable Instant reauthenticationSentAt;
    public @Nullable Instant lastSignInAt;

    @Always
    public ObjectNode appMetadata = Json.object();

    @Always
    public ObjectNode userMetadata = Json.object();

    @JsonManagedReference("factors")
    public List<Factor> factors = new ArrayList<>(0);

    @Always
    public List<Identity> identities = new ArrayList<>(1);

    public Instant createdAt;
    public Instant updatedAt;
    public @Nullable Instant bannedUntil;
    public @Nullable Instant deletedAt;
    public boolean isAnonymous;

    @Stored
    public String passwordHash = "";

    @Stored
    public int emailChangesConfirmed;

    @Stored
    @JsonManagedReference("sessions")
    public List<Session> sessions = new ArrayList<>(1);

    /** The hashes of links and codes that were sent and not used yet: at most one of each kind. */
    @Stored
    public Map<Slot, String> oneTimeTokens = new EnumMap<>(Slot.class);

    /** Marks what is written even when it is empty. */
    @JacksonAnnotationsInside
    @JsonInclude
    @Retention(RetentionPolicy.RUNTIME)
    private @interface Always {}

    /** Marks what no answer shows. */
    @JacksonAnnotationsInside
    @JsonView(Stored.class)
    @Retention(RetentionPolicy.RUNTIME)
    private @interface Stored {}

    User() {}

    public User(UUID id, Instant createdAt) {
        this.id = id;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
    }

    public boolean emailConfirmed() {
        return emailConfirmedAt != null;
    }

    public boolean phoneConfirmed() {
        return phoneConfirmedAt != null;
    }

    /** Whether the address of a kind, {@code email} or {@code phone}, is confirmed. */
    public boolean confirmed(String kind) {
        return kind.equals("email") ? emailConfirmed() : phoneConfirmed();
    }

    /** The user's e-mail address, or the phone number of one who has none. */
    public String address() {
        return email.isEmpty() ? phone : email;
    }

    public boolean hasPassword() {
        return !passwordHash.isEmpty();
    }

    public boolean bannedAt(Instant now) {
        return bannedUntil != null && now.isBefore(bannedUntil);
    }

    public boolean hasVerifiedFactor() {
        return factors.stream().anyMatch(Factor::verified);
    }

    public @Nullable Identity identity(String provider) {
        return identities.stream()
                .filter(identity -> identity.provider.equals(provider))
                .findFirst()
                .orElse(null);
    }

    public Identity addIdentity(String provider, String providerId, ObjectNode data, Instant now) {
        Identity identity = new Identity();
        identity.id = providerId;
        identity.userId = id;
        identity.identityData = data;
        identity.provider = provider;
        identity.createdAt = now;
        identity.updatedAt = now;
        identities.add(identity);
        return identity;
    }

    /** Sets what a database would have computed by now. */
    public User reloaded() {
        boolean byEmail =
                emailConfirmedAt != null && (phoneConfirmedAt == null || emailConfirmedAt.isBefore(phoneConfirmedAt));
        confirmedAt = byEmail ? emailConfirmedAt : phoneConfirmedAt;
        return this;
    }

    /** Whether a link or code of a kind has this hash, sent as it is or for PKCE, and was not used yet. */
    public boolean holds(Slot slot, String hash) {
        String held = oneTimeTokens.getOrDefault(slot, "");
        return held.equals(hash) || held.equals(OneTimeToken.PKCE + hash);
    }

    /** When the newest one-time token of a kind was sent. */
    public @Nullable Instant sentAt(Slot slot) {
        return switch (slot) {
            case CONFIRMATION -> confirmationSentAt;
            case RECOVERY -> recoverySentAt;
            case EMAIL_CHANGE_CURRENT, EMAIL_CHANGE_NEW -> emailChangeSentAt;
            case PHONE_CHANGE -> phoneChangeSentAt;
            case REAUTHENTICATION -> reauthenticationSentAt;
        };
    }

    public void sent(Slot slot, @Nullable Instant now) {
        switch (slot) {
            case CONFIRMATION -> confirmationSentAt = now;
            case RECOVERY -> recoverySentAt = now;
            case EMAIL_CHANGE_CURRENT, EMAIL_CHANGE_NEW -> emailChangeSentAt = now;
            case PHONE_CHANGE -> phoneChangeSentAt = now;
            case REAUTHENTICATION -> reauthenticationSentAt = now;
        }
    }

    /** Merges a map into another: a key's value replaces, null removes the key. */
    public static ObjectNode merged(ObjectNode target, ObjectNode changes) {
        ObjectNode result = target.deepCopy();
        result.setAll(changes);
        changes.properties().stream()
                .filter(change -> change.getValue().isNull())
                .forEach(change -> result.remove(change.getKey()));
        return result;
    }

    public static ObjectNode providerData(String provider) {
        return Json.object("provider", provider, "providers", Json.array(List.of(provider)));
    }

    /** The data of an identity of the Auth server itself: {@code kind} is {@code email} or {@code phone}. */
    public static ObjectNode identityData(UUID user, String kind, String address, boolean verified) {
        return Json.object("sub", user, kind, address)
                .put("email_verified", verified && kind.equals("email"))
                .put("phone_verified", verified && kind.equals("phone"));
    }

    /** Whether something sent then, if at all, is too old now. */
    public static boolean expired(@Nullable Instant sent, Duration life, Instant now) {
        return sent == null || now.isAfter(sent.plus(life));
    }

    /** One way a user is known: by a provider, and the provider's id of them. */
    @SuppressWarnings("NullAway.Init")
    public static final class Identity {
        public UUID identityId = UUID.randomUUID();

        /** The provider's id of the user. */
        public String id;

        public UUID userId;
        public ObjectNode identityData;
        public String provider;
        public Instant createdAt;
        public Instant updatedAt;

        @JsonProperty
        public String email() {
            return identityData.path("email").asText("").toLowerCase(Locale.ROOT);
        }

        @JsonProperty
        Instant lastSignInAt() {
            return createdAt;
        }
    }

    /** A signed-in device. */
    @SuppressWarnings("NullAway.Init")
    public static final class Session {
        public UUID id = UUID.randomUUID();
        public Instant createdAt;
        public Instant refreshedAt;

        @JsonBackReference("sessions")
        public User user;

        public String userAgent = "";
        public String address = "";
        public boolean raised;
        public @Nullable UUID factorId;

        /** How the user proved who they are, and when, in seconds: latest proofs of a kind replace earlier ones. */
        public Map<String, Long> methods = new LinkedHashMap<>();

        /** Tokens of the first kind: a row for each. */
        @JsonManagedReference("tokens")
        public List<RefreshToken> tokens = new ArrayList<>(2);

        /** Tokens of the second kind: a key and a counter. */
        public byte[] tokenKey = new byte[0];

        public long tokenCounter;

        public String level() {
            return raised ? "aal2" : "aal1";
        }

        public @Nullable RefreshToken active() {
            for (int i = tokens.size() - 1; i >= 0; i--) {
                if (!tokens.get(i).revoked) {
                    return tokens.get(i);
                }
            }
            return null;
        }

        /** Whether it is over though its row is still there. */
        public boolean over(AuthSettings settings, Instant now) {
            return past(createdAt, settings.duration("SESSIONS_TIMEBOX"), now)
                    || past(refreshedAt, settings.duration("SESSIONS_INACTIVITY_TIMEOUT"), now)
                    || (!raised
                            && user.hasVerifiedFactor()
                            && past(createdAt, settings.duration("SESSIONS_ALLOW_LOW_AAL"), now));
        }

        private static boolean past(Instant start, Duration limit, Instant now) {
            return !limit.isZero() && now.isAfter(start.plus(limit));
        }
    }

    /** A refresh token of the first kind. */
    @SuppressWarnings("NullAway.Init")
    public static final class RefreshToken {
        public String token;

        /** The token that this one replaced. */
        public String parent = "";

        public boolean revoked;
        public Instant updatedAt;

        @JsonBackReference("tokens")
        public Session session;

        public void revoke(Instant now) {
            revoked = true;
            updatedAt = now;
        }
    }

    /** A second factor. */
    @SuppressWarnings("NullAway.Init")
    public static final class Factor {
        public UUID id = UUID.randomUUID();
        public Instant createdAt;
        public Instant updatedAt;
        public String status = "unverified";
        public String friendlyName = "";
        public String factorType;

        @Always
        public String phone = "";

        @Always
        public @Nullable Instant lastChallengedAt;

        @Stored
        public String secret = "";

        @JsonBackReference("factors")
        public User user;

        @JsonIgnore
        public final Map<UUID, Challenge> challenges = new LinkedHashMap<>(1);

        public boolean verified() {
            return status.equals("verified");
        }

        public boolean byPhone() {
            return factorType.equals("phone");
        }

        /** Moves the factor to the end: the database returns a changed row last. */
        public void changed(Instant now) {
            updatedAt = now;
            if (user.factors.remove(this)) {
                user.factors.add(this);
            }
        }
    }

    /** A question that waits for a factor's code; {@code code} is that of a text message. */
    public record Challenge(UUID id, String address, Instant createdAt, String code, AtomicBoolean used) {}

    /** The kinds of one-time tokens; a user has at most one live token of each. */
    public enum Slot {
        CONFIRMATION,
        RECOVERY,
        EMAIL_CHANGE_CURRENT,
        EMAIL_CHANGE_NEW,
        PHONE_CHANGE,
        REAUTHENTICATION
    }

    /** A link or code that was sent and not used yet, by its hash. */
    public record OneTimeToken(User user, Slot slot, String hash) {
        public static final String PKCE = "pkce_";
    }
}
