package dev.plinth.testkit;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The e-mails and text messages that a project sent. They are recorded, and not delivered. Thread-safe. */
public final class Outbox {
    private static final int MAX_MESSAGES = 10_000;

    private final CopyOnWriteArrayList<Message> messages = new CopyOnWriteArrayList<>();

    /** Creates an empty outbox. */
    public Outbox() {}

    /** {@return a copy of the last 10,000 messages, the oldest first} */
    public List<Message> messages() {
        return List.copyOf(messages);
    }

    /**
     * Returns the messages to an e-mail address or phone number.
     *
     * @param to the e-mail address or phone number
     * @return a copy of its messages, the oldest first
     */
    public List<Message> messagesTo(String to) {
        return messages.stream().filter(message -> message.to().equals(to)).toList();
    }

    /**
     * Returns the newest message to an e-mail address or phone number.
     *
     * @param to the e-mail address or phone number
     * @return the newest message; empty if there is none
     */
    public Optional<Message> latestTo(String to) {
        List<Message> matching = messagesTo(to);
        return matching.isEmpty() ? Optional.empty() : Optional.of(matching.get(matching.size() - 1));
    }

    /** Removes all messages. */
    public void clear() {
        messages.clear();
    }

    /**
     * Adds a message, as a server does when it sends one.
     *
     * @param message the message
     */
    public void add(Message message) {
        messages.add(message);
        while (messages.size() > MAX_MESSAGES) {
            messages.remove(0);
        }
    }

    @Override
    public String toString() {
        return "Outbox[" + messages.size() + " messages]";
    }
}
