package dev.plinth.testkit.internal.auth.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The users, by id, by address (of e-mail, or a phone number), and in the order of their creation. A seeded user is only
 * a number until someone asks for them. Guarded by the lock of {@link AuthState}.
 */
public final class UserTable {
    private final AuthSettings settings;
    private final AuthJournal journal;
    private final SeededUsers seeds;
    private final Map<UUID, User> byId = new HashMap<>();
    private final Map<String, User> byAddress = new HashMap<>();

    /** Oldest first; a user, or the number of a seeded one. */
    private final List<Object> order = new ArrayList<>();

    UserTable(AuthSettings settings, UnaryOperator<String> hasher, AuthJournal journal) {
        this.settings = settings;
        this.journal = journal;
        this.seeds = new SeededUsers(hasher);
    }

    void clear() {
        seeds.clear();
        byId.clear();
        byAddress.clear();
        order.clear();
    }

    /** Adds a user who was kept, in place of the number of a seeded one. */
    void restore(User user) {
        forgetSeed(user.id);
        add(user);
    }

    /** Removes the number of a seeded user, who is deleted or has a record of their own. */
    void forgetSeed(UUID id) {
        int position = position(seeds.numberOf(id));
        if (position >= 0) {
            order.remove(position);
        }
    }

    boolean seeded() {
        return seeds.total() > 0;
    }

    public void seed(int count, Instant start) {
        int first = seeds.add(count, start);
        order.addAll(
                insertionPoint(seeds.createdAt(first)),
                IntStream.range(first, first + count).boxed().toList());
        journal.seeded(count, start);
    }

    public int size() {
        return order.size();
    }

    /** Whether every user is of this audience, which saves looking at each. */
    public boolean allOf(String aud) {
        return (byId.size() == order.size() || settings.jwtAud().equals(aud))
                && byId.values().stream().allMatch(user -> user.aud.equals(aud));
    }

    /** Those that were created or looked up one by one; not the seeded rest. */
    public Collection<User> known() {
        return byId.values();
    }

    boolean contains(User user) {
        return byId.get(user.id) == user;
    }

    public void add(User user) {
        order.add(insertionPoint(user.createdAt), user);
        index(user);
    }

    public void remove(User user) {
        order.remove(position(user));
        byId.remove(user.id);
        unindex(user);
    }

    /** Changes a user's addresses; the old ones are free afterwards. */
    public void readdress(User user, String email, String phone) {
        unindex(user);
        user.email = email;
        user.phone = phone;
        index(user);
    }

    public @Nullable User find(UUID id) {
        return found(byId.get(id), seeds.numberOf(id));
    }

    /** Finds a user of an audience by e-mail address or phone number. */
    public @Nullable User find(String address, String aud) {
        User user = owner(address);
        return user != null && user.aud.equals(aud) ? user : null;
    }

    /** Finds the user who has an e-mail address or phone number, in any audience. */
    public @Nullable User owner(String address) {
        String key = address.toLowerCase(Locale.ROOT);
        return found(byAddress.get(key), seeds.numberOf(key));
    }

    private @Nullable User found(@Nullable User user, int seed) {
        User found = user == null ? materialised(seed) : user;
        if (found != null) {
            journal.see(found.reloaded());
        }
        return found;
    }

    private @Nullable User materialised(int seed) {
        int position = position(seed);
        if (position < 0) {
            return null;
        }
        User user = seeds.user(seed, settings);
        order.set(position, user);
        index(user);
        return user;
    }

    /**
     * Returns one page of users, which are to be read, not changed.
     *
     * @param wanted which users to list; null for all
     */
    public Page page(@Nullable Predicate<User> wanted, boolean ascending, long offset, long limit) {
        IntStream all = IntStream.range(0, order.size());
        int[] matching = (wanted == null ? all : all.filter(i -> wanted.test(at(i, ascending)))).toArray();
        List<User> users = Arrays.stream(matching)
                .skip(offset)
                .limit(limit)
                .mapToObj(i -> at(i, ascending))
                .toList();
        return new Page(users, matching.length);
    }

    /** Users of a page, and the number of all that were asked for. */
    public record Page(List<User> users, long total) {}

    private User at(int index, boolean ascending) {
        Object entry = order.get(ascending ? index : order.size() - 1 - index);
        return entry instanceof User user ? user.reloaded() : seeds.user((Integer) entry, settings);
    }

    private void index(User user) {
        byId.put(user.id, user);
        for (String address : List.of(user.email, user.phone)) {
            if (!address.isEmpty()) {
                byAddress.put(address.toLowerCase(Locale.ROOT), user);
            }
        }
        journal.see(user);
    }

    private void unindex(User user) {
        byAddress.remove(user.email.toLowerCase(Locale.ROOT), user);
        byAddress.remove(user.phone, user);
    }

    /** The position of a user, or of a seeded user's number; negative if it is not in the table. */
    private int position(Object entry) {
        if (entry.equals(SeededUsers.NONE)) {
            return -1;
        }
        Instant createdAt = createdAt(entry);
        for (int i = insertionPoint(createdAt) - 1;
                i >= 0 && createdAt(order.get(i)).equals(createdAt);
                i--) {
            if (order.get(i).equals(entry)) {
                return i;
            }
        }
        return -1;
    }

    /** The position after all users who were created no later. */
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
     * Generated users, who take no memory until they are looked at: everything about the n-th follows from n. Their
     * password is {@value #PASSWORD}.
     */
    private static final class SeededUsers {
        static final Integer NONE = -1;
        private static final String PASSWORD = "seeded password";
        private static final long ID_HIGH = 0x5eed0000_0000_4000L;
        private static final long ID_LOW = 0x8000_0000_0000_0000L;
        private static final String PREFIX = "user-";
        private static final String SUFFIX = "@seeded.example.com";
        private static final Pattern EMAIL = Pattern.compile(PREFIX + "([0-9]{7,9})" + Pattern.quote(SUFFIX));

        /** A batch of users, one microsecond apart. */
        private record Batch(int first, int count, Instant start) {}

        private final UnaryOperator<String> hasher;
        private final List<Batch> batches = new ArrayList<>();
        private int total;
        private String hash = "";

        SeededUsers(UnaryOperator<String> hasher) {
            this.hasher = hasher;
        }

        /** Adds a batch, and returns the number of its first user. */
        int add(int count, Instant start) {
            int first = total;
            batches.add(new Batch(first, count, start));
            total += count;
            if (hash.isEmpty()) {
                hash = hasher.apply(PASSWORD);
            }
            return first;
        }

        int total() {
            return total;
        }

        void clear() {
            batches.clear();
            total = 0;
        }

        Instant createdAt(int number) {
            for (Batch batch : batches) {
                if (number < batch.first() + batch.count()) {
                    return batch.start().plusNanos((number - batch.first()) * 1_000L);
                }
            }
            throw new IllegalArgumentException("no seeded user " + number);
        }

        private static UUID id(int number) {
            return new UUID(ID_HIGH, ID_LOW | number);
        }

        private static String email(int number) {
            return String.format("%s%07d%s", PREFIX, number, SUFFIX);
        }

        /** The number of the user with this id; {@link #NONE} if it was never a seeded one. */
        int numberOf(UUID id) {
            boolean seeded = id.getMostSignificantBits() == ID_HIGH
                    && (id.getLeastSignificantBits() & 0xffff_ffff_8000_0000L) == ID_LOW;
            int number = (int) id.getLeastSignificantBits();
            return seeded && number < total ? number : NONE;
        }

        /** The number of the user with this address, in lower case; {@link #NONE} if it was never a seeded one. */
        int numberOf(String email) {
            Matcher digits = EMAIL.matcher(email);
            int number = digits.matches() ? Integer.parseInt(digits.group(1)) : NONE;
            return number < total && number >= 0 && email(number).equals(email) ? number : NONE;
        }

        User user(int number, AuthSettings settings) {
            User user = new User(id(number), createdAt(number));
            user.aud = settings.jwtAud();
            user.role = settings.text("JWT_DEFAULT_GROUP_NAME");
            user.email = email(number);
            user.emailConfirmedAt = user.createdAt;
            user.passwordHash = hash;
            user.appMetadata = User.providerData("email");
            user.userMetadata.put("email_verified", true);
            ObjectNode data = User.identityData(user.id, "email", user.email, false);
            user.addIdentity("email", user.id.toString(), data, user.createdAt).identityId =
                    new UUID(ID_HIGH + 1, ID_LOW | number);
            return user.reloaded();
        }
    }
}
