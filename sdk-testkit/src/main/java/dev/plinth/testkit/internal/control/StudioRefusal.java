package dev.plinth.testkit.internal.control;

import dev.plinth.testkit.internal.http.Reply;

/** A body that Studio does not take; answered before the route is asked. */
final class StudioRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    StudioRefusal(Reply reply) {
        super("refused");
        this.reply = reply;
    }

    Reply reply() {
        return reply;
    }
}
