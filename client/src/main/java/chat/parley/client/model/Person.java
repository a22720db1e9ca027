package chat.parley.client.model;

/** Somebody in a room with the symbols of their standing, the highest first. */
public record Person(String nick, String symbols) {}
