package dev.plinth.testkit;

import java.time.Instant;

/**
 * A mail or text message that a server sent.
 *
 * @param channel {@code email} or {@code sms}
 * @param to the address or phone number
 * @param subject the subject; empty for a text message
 * @param body the text, with the links and codes that the server's own templates have
 * @param at when it was sent, by the platform's clock
 */
public record Message(String channel, String to, String subject, String body, Instant at) {}
