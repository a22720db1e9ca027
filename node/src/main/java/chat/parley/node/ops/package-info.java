/**
 * Comes from whoever runs nodes, goes to their processes: what a node tells of itself ({@code ControlSocket}), and the commands that start, show
 * and stop a cluster on one machine ({@code ClusterCommand}).
 */
@NullMarked
package chat.parley.node.ops;

import org.jspecify.annotations.NullMarked;
