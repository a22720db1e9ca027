package chat.parley.node.room;

import chat.parley.node.config.NodeConfig.Limits;
import chat.parley.node.person.Identity;
import chat.parley.node.person.PersonId;

/**
 * What is allowed in a room: state and command to decision, by RFC 2811 and RFC 2812 as the Modern IRC document words them. Changes nothing;
 * {@link RoomState#apply} does, once the event has its place.
 */
public final class RoomRules {
    private RoomRules() {}

    /**
     * Decides one command.
     *
     * @param author who asks: membership and roles go by this, the names that others shall see by the command
     * @param limits the bounds of this room's node
     * @param fresh whether nothing is stored of the room, so that nobody has a claim to it while it is empty: whoever joins then begins it anew, as
     *     its operator
     */
    public static Decision decide(RoomState state, PersonId author, RoomCommand command, Limits limits, boolean fresh) {
        return decide(state, author, command, limits, fresh, Roles.NONE);
    }

    /**
     * The same for somebody who may have been here before.
     *
     * @param claimed the roles that they get back when they join
     */
    public static Decision decide(
            RoomState state, PersonId author, RoomCommand command, Limits limits, boolean fresh, Roles claimed) {
        if (command instanceof RoomCommand.Skip) {
            return Decision.NothingToDo.INSTANCE;
        }
        if (state.key() instanceof RoomKey.Conversation conversation) {
            return inConversation(conversation, author, command);
        }
        if (command instanceof RoomCommand.Join join) {
            return join(state, join, fresh, claimed);
        }
        if (state.allMembers().isEmpty()) {
            return refused(Refusal.NO_SUCH_ROOM);
        }
        if (command instanceof RoomCommand.Say say) {
            return say(state, author, say);
        }
        if (command instanceof RoomCommand.ChangeModes change) {
            return isOperator(state, author)
                    ? ModeRules.decide(state, change, limits)
                    : refused(Refusal.NEEDS_OPERATOR);
        }
        var member = state.member(author);
        return member == null ? refused(Refusal.NOT_A_MEMBER) : asMember(state, member, command);
    }

    private static Decision asMember(RoomState state, Member member, RoomCommand command) {
        if (command instanceof RoomCommand.Part part) {
            return new Decision.Happens(new RoomEvent.Parted(member.person().identity(), part.reason()));
        }
        if (command instanceof RoomCommand.SetTopic set) {
            return setTopic(state, member, set);
        }
        if (command instanceof RoomCommand.Kick kick) {
            return kick(state, member, kick);
        }
        if (command instanceof RoomCommand.Invite invite) {
            return invite(state, member, invite);
        }
        if (command instanceof RoomCommand.Redact redact) {
            return redact(member, redact);
        }
        throw new IllegalStateException("no rule for " + command.getClass().getName() + ": add one");
    }

    /** Two people who talk to each other: nobody can join, leave or rule there. */
    private static Decision inConversation(RoomKey.Conversation conversation, PersonId author, RoomCommand command) {
        if (!(command instanceof RoomCommand.Say say)) {
            return refused(Refusal.NO_SUCH_ROOM);
        }
        return conversation.has(author)
                ? new Decision.Happens(
                        new RoomEvent.Said(say.author(), say.kind(), say.text(), null, say.tags(), say.to()))
                : refused(Refusal.CANNOT_SEND);
    }

    /**
     * RFC 1459 section 4.2.1 and Modern IRC, Channel Modes: an invitation lifts {@code +i} and nothing else. A room ends with its last member (RFC
     * 2811 section 3.1), unless it is kept. An operator who comes back is not kept out by what only an operator could change.
     */
    private static Decision join(RoomState state, RoomCommand.Join join, boolean fresh, Roles claimed) {
        var who = join.person().identity();
        if (state.member(who.id()) != null) {
            return Decision.NothingToDo.INSTANCE;
        }
        if (fresh && state.allMembers().isEmpty()) {
            return new Decision.Happens(new RoomEvent.Joined(join.person(), Roles.OPERATOR, join.room()));
        }
        var created = state.createdMillis() == 0 ? join.room() : null;
        if (claimed.has(Role.OPERATOR)) {
            return new Decision.Happens(new RoomEvent.Joined(join.person(), claimed, created));
        }
        var modes = state.modes();
        if (isBanned(state, who)) {
            return refused(Refusal.BANNED);
        }
        if (modes.inviteOnly() && !isInvited(state, who)) {
            return refused(Refusal.INVITE_ONLY);
        }
        if (modes.key() != null && !modes.key().equals(join.key())) {
            return refused(Refusal.WRONG_KEY);
        }
        if (modes.limit() > 0 && state.allMembers().size() >= modes.limit()) {
            return refused(Refusal.FULL);
        }
        return new Decision.Happens(new RoomEvent.Joined(join.person(), claimed, created));
    }

    /** RFC 2811 sections 4.2.1 to 4.2.5 and 4.3.1; {@code @#room} is for members to ask their operators. */
    private static Decision say(RoomState state, PersonId author, RoomCommand.Say say) {
        return maySay(state, author, say)
                ? new Decision.Happens(
                        new RoomEvent.Said(say.author(), say.kind(), say.text(), say.atLeast(), say.tags()))
                : refused(Refusal.CANNOT_SEND);
    }

    private static boolean maySay(RoomState state, PersonId author, RoomCommand.Say say) {
        var member = state.member(author);
        if (member == null && (state.modes().noExternal() || say.atLeast() != null)) {
            return false;
        }
        if (member != null && member.roles().atLeast(Role.VOICE)) {
            return true;
        }
        return !state.modes().moderated() && !isBanned(state, say.author());
    }

    /** RFC 2812 section 3.2.4, RFC 2811 section 4.2.8. */
    private static Decision setTopic(RoomState state, Member member, RoomCommand.SetTopic set) {
        if (state.modes().topicLocked() && !member.roles().has(Role.OPERATOR)) {
            return refused(Refusal.NEEDS_OPERATOR);
        }
        var topic = state.topic();
        return set.topic().equals(topic == null ? "" : topic.text())
                ? Decision.NothingToDo.INSTANCE
                : new Decision.Happens(new RoomEvent.TopicChanged(set.author(), set.topic()));
    }

    /** RFC 2812 section 3.2.8. */
    private static Decision kick(RoomState state, Member member, RoomCommand.Kick kick) {
        if (!member.roles().has(Role.OPERATOR)) {
            return refused(Refusal.NEEDS_OPERATOR);
        }
        var target = state.member(kick.target());
        return target == null
                ? new Decision.Refused(Refusal.TARGET_NOT_HERE, kick.target().text())
                : new Decision.Happens(
                        new RoomEvent.Kicked(kick.author(), target.person().identity(), kick.reason()));
    }

    /** RFC 2812 section 3.2.7: any member invites, but into an invite-only room only an operator does. */
    private static Decision invite(RoomState state, Member member, RoomCommand.Invite invite) {
        if (state.modes().inviteOnly() && !member.roles().has(Role.OPERATOR)) {
            return refused(Refusal.NEEDS_OPERATOR);
        }
        return state.member(invite.target().id()) != null
                ? new Decision.Refused(
                        Refusal.TARGET_ALREADY_HERE, invite.target().nick().text())
                : new Decision.Happens(new RoomEvent.Invited(invite.author(), invite.target()));
    }

    /** Who has said it may, as long as they are connected; operators may in their room. */
    private static Decision redact(Member member, RoomCommand.Redact redact) {
        return redact.sayer().equals(member.person().id()) || member.roles().has(Role.OPERATOR)
                ? new Decision.Happens(
                        new RoomEvent.Redacted(redact.author(), redact.epoch(), redact.seq(), redact.reason()))
                : refused(Refusal.NEEDS_OPERATOR);
    }

    private static boolean isOperator(RoomState state, PersonId id) {
        var member = state.member(id);
        return member != null && member.roles().has(Role.OPERATOR);
    }

    static boolean isBanned(RoomState state, Identity who) {
        var bans = state.masks('b');
        return bans.size() > 0
                && bans.matches(who.hostmask())
                && !state.masks('e').matches(who.hostmask());
    }

    private static boolean isInvited(RoomState state, Identity who) {
        return state.invited(who.id()) || state.masks('I').matches(who.hostmask());
    }

    private static Decision refused(Refusal reason) {
        return new Decision.Refused(reason, "");
    }
}
