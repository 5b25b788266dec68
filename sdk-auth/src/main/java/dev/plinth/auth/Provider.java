package dev.plinth.auth;

import dev.plinth.core.OpenEnum;

/** An identity provider. The server may support other providers. Immutable and thread-safe. */
public final class Provider extends OpenEnum {

    /** Apple. */
    public static final Provider APPLE = new Provider("apple");

    /** Azure. */
    public static final Provider AZURE = new Provider("azure");

    /** Bitbucket. */
    public static final Provider BITBUCKET = new Provider("bitbucket");

    /** Discord. */
    public static final Provider DISCORD = new Provider("discord");

    /** Facebook. */
    public static final Provider FACEBOOK = new Provider("facebook");

    /** Figma. */
    public static final Provider FIGMA = new Provider("figma");

    /** Fly. */
    public static final Provider FLY = new Provider("fly");

    /** GitHub. */
    public static final Provider GITHUB = new Provider("github");

    /** GitLab. */
    public static final Provider GITLAB = new Provider("gitlab");

    /** Google. */
    public static final Provider GOOGLE = new Provider("google");

    /** Kakao. */
    public static final Provider KAKAO = new Provider("kakao");

    /** Keycloak. */
    public static final Provider KEYCLOAK = new Provider("keycloak");

    /** LinkedIn. */
    public static final Provider LINKEDIN = new Provider("linkedin_oidc");

    /** Notion. */
    public static final Provider NOTION = new Provider("notion");

    /** Slack. */
    public static final Provider SLACK = new Provider("slack_oidc");

    /** Snapchat. */
    public static final Provider SNAPCHAT = new Provider("snapchat");

    /** Spotify. */
    public static final Provider SPOTIFY = new Provider("spotify");

    /** Twitch. */
    public static final Provider TWITCH = new Provider("twitch");

    /** Twitter. */
    public static final Provider TWITTER = new Provider("twitter");

    /** WorkOS. */
    public static final Provider WORKOS = new Provider("workos");

    /** X. */
    public static final Provider X = new Provider("x");

    /** Zoom. */
    public static final Provider ZOOM = new Provider("zoom");

    private Provider(String value) {
        super(value);
    }

    /**
     * Returns the provider with the given name. The names of custom providers start with {@code custom:}.
     *
     * @param value the name that the server uses, such as {@code github}
     * @return the provider
     */
    public static Provider of(String value) {
        return new Provider(value);
    }
}
