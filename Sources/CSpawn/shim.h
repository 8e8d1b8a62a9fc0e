// What glibc's spawn.h declares for _GNU_SOURCE only, which Swift's view of Glibc leaves out.
#ifndef CSPAWN_SHIM_H
#define CSPAWN_SHIM_H

#include <spawn.h>

/// Starts the child in a session of its own (glibc 2.26).
static const short CSPAWN_SETSID = 0x80;

/// Closes every descriptor from `from` on in the child (glibc 2.34).
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);

#endif
