package dev.plinth.testkit.internal.auth.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Made-up users that take no room until they are looked at: everything about the n-th follows from n. Their
 * password is {@value #PASSWORD}.
 */
public final class SeededUsers {
    public static final String PASSWORD = "seeded password";

    private static final long ID_HIGH = 0x5eed0000_0000_4000L;
    private static final long ID_LOW = 0x8000_0000_0000_0000L;
    private static final String PREFIX = "user-";
    private static final String SUFFIX = "@seeded.example.com";

    /** A batch of users, one microsecond apart. */
    private record Batch(int first, int count, Instant start) {}

    private final List<Batch> batches = new ArrayList<>();
    private int total;
    private String hash = "";

    /** Adds a batch; gives the number of its first user. */
    public int add(int count, Instant start, UnaryOperator<String> hasher) {
        int first = total;
        batches.add(new Batch(first, count, start));
        total += count;
        if (hash.isEmpty()) {
            hash = hasher.apply(PASSWORD);
        }
        return first;
    }

    public int total() {
        return total;
    }

    public void clear() {
        batches.clear();
        total = 0;
    }

    public Instant createdAt(int number) {
        for (Batch batch : batches) {
            if (number < batch.first() + batch.count()) {
                return batch.start().plusNanos((number - batch.first()) * 1_000L);
            }
        }
        throw new IllegalArgumentException("no seeded user " + number);
    }

    public static UUID id(int number) {
        return new UUID(ID_HIGH, ID_LOW | number);
    }

    public static String email(int number) {
        String digits = Integer.toString(number);
        return PREFIX + "0".repeat(Math.max(0, 7 - digits.length())) + digits + SUFFIX;
    }

    /** The number of the user with this id; negative if it was never a seeded one. */
    public int numberOf(UUID id) {
        boolean seeded = id.getMostSignificantBits() == ID_HIGH
                && (id.getLeastSignificantBits() & 0xffff_ffff_8000_0000L) == ID_LOW;
        int number = (int) id.getLeastSignificantBits();
        return seeded && number < total ? number : -1;
    }

    /** The number of the user with this address; negative if it was never a seeded one. */
    public int numberOf(String email) {
        String lower = email.toLowerCase(Locale.ROOT);
        if (!lower.startsWith(PREFIX) || !lower.endsWith(SUFFIX)) {
            return -1;
        }
        String digits = lower.substring(PREFIX.length(), lower.length() - SUFFIX.length());
        if (!digits.matches("[0-9]{7,9}")) {
            return -1;
        }
        int number = Integer.parseInt(digits);
        return number < total && email(number).equals(lower) ? number : -1;
    }

    public User user(int number, AuthSettings settings) {
        User user = new User(id(number), createdAt(number));
        user.aud = settings.jwtAud();
        user.role = settings.text("JWT_DEFAULT_GROUP_NAME");
        user.email = email(number);
        user.emailConfirmedAt = user.createdAt;
        user.passwordHash = hash;
        user.appMetadata = User.providerData("email");
        user.userMetadata.put("email_verified", true);
        user.identities.add(new User.Identity(
                new UUID(ID_HIGH + 1, ID_LOW | number),
                "email",
                user.id.toString(),
                User.identityData(user.id, "email", user.email, false),
                user.createdAt));
        return user.reloaded();
    }
}
