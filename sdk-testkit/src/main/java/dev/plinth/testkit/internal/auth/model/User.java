package dev.plinth.testkit.internal.auth.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A user and all that belongs to it. Guarded by the lock of {@link AuthState}. */
public final class User {
    public final UUID id;
    public final Instant createdAt;
    public String aud = "";
    public String role = "";
    public String email = "";
    public String phone = "";
    public String newEmail = "";
    public String newPhone = "";
    public String passwordHash = "";
    public int emailChangesConfirmed;
    public boolean anonymous;
    public ObjectNode appMetadata = Json.object();
    public ObjectNode userMetadata = Json.object();
    public @Nullable Instant emailConfirmedAt;
    public @Nullable Instant phoneConfirmedAt;

    /** The earlier of the two, as it was when the request began: the database computes it, not the server. */
    public @Nullable Instant confirmedAt;

    public @Nullable Instant invitedAt;
    public @Nullable Instant confirmationSentAt;
    public @Nullable Instant recoverySentAt;
    public @Nullable Instant emailChangeSentAt;
    public @Nullable Instant phoneChangeSentAt;
    public @Nullable Instant reauthenticationSentAt;
    public @Nullable Instant lastSignInAt;
    public @Nullable Instant bannedUntil;
    public @Nullable Instant deletedAt;
    public Instant updatedAt;
    public final List<Identity> identities = new ArrayList<>(1);
    public final List<Session> sessions = new ArrayList<>(1);
    public final List<Factor> factors = new ArrayList<>(0);
    public final Map<Slot, OneTimeToken> oneTimeTokens = new EnumMap<>(Slot.class);

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

    public boolean hasPassword() {
        return !passwordHash.isEmpty();
    }

    public boolean bannedAt(Instant now) {
        return bannedUntil != null && now.isBefore(bannedUntil);
    }

    public boolean hasVerifiedFactor() {
        return factors.stream().anyMatch(factor -> factor.verified);
    }

    public @Nullable Identity identity(String provider) {
        return identities.stream()
                .filter(identity -> identity.provider.equals(provider))
                .findFirst()
                .orElse(null);
    }

    public Identity addIdentity(String provider, String providerId, ObjectNode data, Instant now) {
        Identity identity = new Identity(UUID.randomUUID(), provider, providerId, data, now);
        identities.add(identity);
        return identity;
    }

    /** What a database would have filled in by now. */
    public User reloaded() {
        boolean byEmail =
                emailConfirmedAt != null && (phoneConfirmedAt == null || emailConfirmedAt.isBefore(phoneConfirmedAt));
        confirmedAt = byEmail ? emailConfirmedAt : phoneConfirmedAt;
        return this;
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

    /** Merges a map into another: a key's value replaces, null takes the key away. */
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

    /** What an identity of the Auth server itself says: {@code kind} is {@code email} or {@code phone}. */
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
    public static final class Identity {
        public final UUID id;
        public final String provider;
        public final Instant createdAt;
        public String providerId;
        public ObjectNode data;
        public Instant updatedAt;

        public Identity(UUID id, String provider, String providerId, ObjectNode data, Instant createdAt) {
            this.id = id;
            this.provider = provider;
            this.providerId = providerId;
            this.data = data;
            this.createdAt = createdAt;
            this.updatedAt = createdAt;
        }

        public String email() {
            return data.path("email").asText("").toLowerCase(Locale.ROOT);
        }
    }

    /** A signed-in device. */
    public static final class Session {
        public final UUID id;
        public final User user;
        public final Instant createdAt;
        public Instant refreshedAt;
        public String userAgent = "";
        public String address = "";
        public boolean raised;
        public @Nullable UUID factorId;

        /** How the user proved who they are, and when, in seconds: latest proofs of a kind replace earlier ones. */
        public final Map<String, Long> methods = new LinkedHashMap<>();

        /** Tokens of the first kind: a row for each. */
        public final List<RefreshToken> tokens = new ArrayList<>(2);

        /** Tokens of the second kind: a key and a counter. */
        public byte[] tokenKey = new byte[0];

        public long tokenCounter;

        public Session(UUID id, User user, Instant createdAt) {
            this.id = id;
            this.user = user;
            this.createdAt = createdAt;
            this.refreshedAt = createdAt;
        }

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
    public static final class RefreshToken {
        public final String token;
        public final String parent;
        public final Session session;
        public boolean revoked;
        public Instant updatedAt;

        public RefreshToken(String token, String parent, Session session, Instant now) {
            this.token = token;
            this.parent = parent;
            this.session = session;
            this.updatedAt = now;
        }

        public void revoke(Instant now) {
            revoked = true;
            updatedAt = now;
        }
    }

    /** A second factor. */
    public static final class Factor {
        public final UUID id;
        public final User user;
        public final String type;
        public final Instant createdAt;
        public Instant updatedAt;
        public String friendlyName;
        public String phone = "";
        public String secret = "";
        public boolean verified;
        public @Nullable Instant lastChallengedAt;
        public final Map<UUID, Challenge> challenges = new LinkedHashMap<>(1);

        public Factor(UUID id, User user, String type, String friendlyName, Instant createdAt) {
            this.id = id;
            this.user = user;
            this.type = type;
            this.friendlyName = friendlyName;
            this.createdAt = createdAt;
            this.updatedAt = createdAt;
        }

        /** A row that was changed is read last from then on: there is no order but the database's own. */
        public void changed(Instant now) {
            updatedAt = now;
            if (user.factors.remove(this)) {
                user.factors.add(this);
            }
        }
    }

    /** A question that waits for a factor's code. */
    public static final class Challenge {
        public final UUID id = UUID.randomUUID();
        public final String address;
        public final Instant createdAt;
        public final String code;
        public boolean used;

        public Challenge(String address, Instant createdAt, String code) {
            this.address = address;
            this.createdAt = createdAt;
            this.code = code;
        }
    }

    /** The kinds of one-time tokens; a user has at most one live token of each. */
    public enum Slot {
        CONFIRMATION,
        RECOVERY,
        EMAIL_CHANGE_CURRENT,
        EMAIL_CHANGE_NEW,
        PHONE_CHANGE,
        REAUTHENTICATION
    }

    /** A link or code that was sent and not used yet; only its hash is kept. */
    public record OneTimeToken(User user, Slot slot, String hash) {
        public static final String PKCE = "pkce_";

        public boolean matches(String candidate) {
            return hash.equals(candidate) || hash.equals(PKCE + candidate);
        }
    }
}
