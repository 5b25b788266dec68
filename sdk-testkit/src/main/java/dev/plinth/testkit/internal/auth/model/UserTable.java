package dev.plinth.testkit.internal.auth.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The users, by id, address and number, and in the order they were made. A seeded user is only its number until
 * somebody asks for it. Guarded by the lock of {@link AuthState}.
 */
public final class UserTable {
    private final AuthSettings settings;
    private final UnaryOperator<String> hasher;
    private final SeededUsers seeds = new SeededUsers();
    private final Map<UUID, User> byId = new HashMap<>();
    private final Map<String, User> byEmail = new HashMap<>();
    private final Map<String, User> byPhone = new HashMap<>();

    /** Oldest first; a user, or the number of a seeded one. */
    private final List<Object> order = new ArrayList<>();

    private @Nullable AuthJournal journal;

    public UserTable(AuthSettings settings, UnaryOperator<String> hasher) {
        this.settings = settings;
        this.hasher = hasher;
    }

    public void clear() {
        seeds.clear();
        byId.clear();
        byEmail.clear();
        byPhone.clear();
        order.clear();
    }

    public void keep(AuthJournal keeper) {
        journal = keeper;
    }

    /** Puts a user back who was kept; of a seeded one only the number was there. */
    public void restore(User user) {
        int number = seeds.numberOf(user.id);
        if (number >= 0) {
            forgetSeed(user.id);
        }
        add(user);
    }

    /** A seeded user is gone, or has become somebody of his own. */
    public void forgetSeed(UUID id) {
        int number = seeds.numberOf(id);
        int position = number < 0 ? -1 : seedPosition(number);
        if (position >= 0) {
            order.remove(position);
        }
    }

    public boolean seeded() {
        return seeds.total() > 0;
    }

    public void seed(int count, Instant start) {
        restoreSeeds(count, start);
        if (journal != null) {
            journal.seeded(count, start);
        }
    }

    public void restoreSeeds(int count, Instant start) {
        int first = seeds.add(count, start, hasher);
        List<Object> numbers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            numbers.add(first + i);
        }
        order.addAll(insertionPoint(seeds.createdAt(first)), numbers);
    }

    public int size() {
        return order.size();
    }

    /** Whether every user is of this audience, which saves looking at each. */
    public boolean allOf(String aud) {
        return (byId.size() == order.size() || settings.jwtAud().equals(aud))
                && byId.values().stream().allMatch(user -> user.aud.equals(aud));
    }

    /** Those that were made or looked at one by one; not the seeded rest. */
    public Collection<User> known() {
        return byId.values();
    }

    public void add(User user) {
        order.add(insertionPoint(user.createdAt), user);
        byId.put(user.id, user);
        index(user);
        seen(user);
    }

    public void remove(User user) {
        order.remove(position(user));
        byId.remove(user.id);
        unindex(user);
    }

    /** Changes a user's addresses; whoever looks for the old ones finds nobody. */
    public void readdress(User user, String email, String phone) {
        unindex(user);
        user.email = email;
        user.phone = phone;
        index(user);
    }

    public @Nullable User find(UUID id) {
        User user = byId.get(id);
        return user != null ? seen(user.reloaded()) : materialised(seeds.numberOf(id));
    }

    public @Nullable User findByEmail(String email, String aud) {
        User user = emailOwner(email);
        return user != null && user.aud.equals(aud) ? user : null;
    }

    /** Whoever has the address, in any audience. */
    public @Nullable User emailOwner(String email) {
        String key = email.toLowerCase(Locale.ROOT);
        User user = key.isEmpty() ? null : byEmail.get(key);
        return user != null ? seen(user.reloaded()) : materialised(seeds.numberOf(key));
    }

    public @Nullable User findByPhone(String phone, String aud) {
        User user = phoneOwner(phone);
        return user != null && user.aud.equals(aud) ? user : null;
    }

    public @Nullable User phoneOwner(String phone) {
        User user = phone.isEmpty() ? null : byPhone.get(phone);
        return user == null ? null : seen(user.reloaded());
    }

    /** One page, and how many there are in all; the users in it are to be read, not changed. */
    public Page page(Predicate<User> wanted, boolean everybody, boolean ascending, long offset, long limit) {
        List<User> users = new ArrayList<>();
        long matched = everybody ? order.size() : 0;
        if (everybody) {
            for (long i = offset; i < offset + limit && i < order.size(); i++) {
                users.add(at((int) i, ascending));
            }
        } else {
            for (int i = 0; i < order.size(); i++) {
                User user = at(i, ascending);
                if (wanted.test(user)) {
                    if (matched >= offset && users.size() < limit) {
                        users.add(user);
                    }
                    matched++;
                }
            }
        }
        return new Page(users, matched);
    }

    /** Users of a page, and the number of all that were asked for. */
    public record Page(List<User> users, long total) {}

    private User at(int index, boolean ascending) {
        Object entry = order.get(ascending ? index : order.size() - 1 - index);
        return entry instanceof User user ? user.reloaded() : seeds.user((Integer) entry, settings);
    }

    private @Nullable User materialised(int number) {
        int position = number < 0 ? -1 : seedPosition(number);
        if (position < 0) {
            return null;
        }
        User user = seeds.user(number, settings);
        order.set(position, user);
        byId.put(user.id, user);
        index(user);
        return seen(user);
    }

    /** Where a seeded user's number stands; negative when somebody or nobody stands there now. */
    private int seedPosition(int number) {
        Instant createdAt = seeds.createdAt(number);
        Integer entry = number;
        for (int i = insertionPoint(createdAt) - 1;
                i >= 0 && createdAt(order.get(i)).equals(createdAt);
                i--) {
            if (order.get(i).equals(entry)) {
                return i;
            }
        }
        return -1;
    }

    private User seen(User user) {
        if (journal != null) {
            journal.see(user);
        }
        return user;
    }

    private void index(User user) {
        if (!user.email.isEmpty()) {
            byEmail.put(user.email.toLowerCase(Locale.ROOT), user);
        }
        if (!user.phone.isEmpty()) {
            byPhone.put(user.phone, user);
        }
    }

    private void unindex(User user) {
        byEmail.remove(user.email.toLowerCase(Locale.ROOT), user);
        byPhone.remove(user.phone, user);
    }

    private int position(User user) {
        for (int i = insertionPoint(user.createdAt) - 1; i >= 0; i--) {
            if (order.get(i) == user) {
                return i;
            }
        }
        throw new IllegalStateException("a user that is not in the table");
    }

    /** Behind all that are not younger. */
    private int insertionPoint(Instant createdAt) {
        int low = 0;
        int high = order.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (createdAt(order.get(middle)).isAfter(createdAt)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private Instant createdAt(Object entry) {
        return entry instanceof User user ? user.createdAt : seeds.createdAt((Integer) entry);
    }

    /**
     * Made-up users that take no room until they are looked at: everything about the n-th follows from n. Their
     * password is {@value #PASSWORD}.
     */
    public static final class SeededUsers {
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
}
