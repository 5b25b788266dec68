package dev.plinth.testkit;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The mails and text messages that a project would have sent. Safe for use by many threads. */
public final class Outbox {
    private static final int KEPT = 10_000;

    private final CopyOnWriteArrayList<Message> messages = new CopyOnWriteArrayList<>();

    /** Creates an empty outbox. */
    public Outbox() {}

    /**
     * Returns all messages, the oldest first.
     *
     * @return the messages at this moment
     */
    public List<Message> messages() {
        return List.copyOf(messages);
    }

    /**
     * Returns the messages to one address or phone number, the oldest first.
     *
     * @param to the address or phone number
     * @return its messages at this moment
     */
    public List<Message> messagesTo(String to) {
        return messages.stream().filter(message -> message.to().equals(to)).toList();
    }

    /**
     * Returns the newest message to one address or phone number.
     *
     * @param to the address or phone number
     * @return the newest message, or empty when nothing was sent there
     */
    public Optional<Message> latestTo(String to) {
        List<Message> theirs = messagesTo(to);
        return theirs.isEmpty() ? Optional.empty() : Optional.of(theirs.get(theirs.size() - 1));
    }

    /** Empties it. */
    public void clear() {
        messages.clear();
    }

    /**
     * Puts a message in, as a server does that sends one.
     *
     * @param message the message
     */
    public void add(Message message) {
        messages.add(message);
        while (messages.size() > KEPT) {
            messages.remove(0);
        }
    }
}
