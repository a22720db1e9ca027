package chat.parley.node.cluster;

import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.pekko.cluster.ClusterEvent.CurrentClusterState;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;

/**
 * Which side of a split a node is on, as the split brain resolver's {@code keep-majority} sees it.
 *
 * @param members how many count: Up or Leaving
 * @param unseen how many of them are unreachable
 * @param lowestSeen whether the one with the lowest address is in sight, which decides between halves
 */
record Majority(int members, int unseen, boolean lowestSeen) {
    private static final Set<MemberStatus> COUNTED = Set.of(MemberStatus.up(), MemberStatus.leaving());

    /**
     * Where {@code self} does not count, nobody else does either: before it is Up there is nothing to lose, and while it is Exiting its people
     * are gone.
     */
    static Majority of(Member self, CurrentClusterState state) {
        var members = StreamSupport.stream(state.getMembers().spliterator(), false)
                .filter(member -> COUNTED.contains(member.status()))
                .toList();
        if (!members.contains(self)) {
            return new Majority(0, 0, true);
        }
        var unseen = members.stream()
                .filter(member -> state.getUnreachable().contains(member) && !member.equals(self))
                .toList();
        var lowest = members.stream().min(Member.ordering());
        return new Majority(
                members.size(), unseen.size(), lowest.filter(unseen::contains).isEmpty());
    }

    boolean inSight() {
        return unseen * 2 < members || (unseen * 2 == members && lowestSeen);
    }
}
