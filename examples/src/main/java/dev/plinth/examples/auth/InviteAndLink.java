package dev.plinth.examples.auth;

import dev.plinth.Project;
import dev.plinth.auth.GeneratedLink;
import dev.plinth.auth.LinkRequest;

/** Invites a user by e-mail, and generates links that your own program sends. */
public final class InviteAndLink {

    private InviteAndLink() {}

    /**
     * Runs the example against the project that the environment names.
     *
     * @param arguments the address to invite, that of a user
     */
    public static void main(String[] arguments) {
        try (Project project = Project.fromEnv()) {
            System.out.println(run(project, arguments[0], arguments[1]).verificationType());
        }
    }

    static GeneratedLink run(Project project, String invited, String existing) {
        project.users().invite(invited, o -> o.userMetadata("team", "blue"));
        GeneratedLink link = project.users().generateLink(LinkRequest.recovery(existing));
        // Your own mail may carry the link, the code to be typed in, or the hash for a page of your own.
        project.auth().verifyTokenHash(link.verificationType(), link.tokenHash());
        return link;
    }
}
