package dev.plinth.testkit;

import java.time.Instant;

/**
 * An e-mail or text message that a server sent.
 *
 * @param channel {@code email} or {@code sms}
 * @param to the e-mail address or phone number
 * @param subject the subject; empty for a text message
 * @param body the text, with the links and codes of the server's own templates
 * @param at when it was sent, by the platform's clock
 */
public record Message(String channel, String to, String subject, String body, Instant at) {}
