// What Swift cannot reach by itself: variadic logins, eventfd, and two socket options.
#ifndef THROUGHGATE_CRABBITMQ_SHIM_H
#define THROUGHGATE_CRABBITMQ_SHIM_H

// The headers move into a folder at rabbitmq-c 0.12; Debian 12 has 0.11.
#if __has_include(<rabbitmq-c/amqp.h>)
#include <rabbitmq-c/amqp.h>
#include <rabbitmq-c/framing.h>
#include <rabbitmq-c/ssl_socket.h>
#include <rabbitmq-c/tcp_socket.h>
#else
#include <amqp.h>
#include <amqp_framing.h>
#include <amqp_ssl_socket.h>
#include <amqp_tcp_socket.h>
#endif

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static inline amqp_table_entry_t crabbitmq_boolean(const char *key, int value) {
  amqp_table_entry_t entry;
  memset(&entry, 0, sizeof entry);
  entry.key = amqp_cstring_bytes(key);
  entry.value.kind = AMQP_FIELD_KIND_BOOLEAN;
  entry.value.value.boolean = value;
  return entry;
}

static inline amqp_table_entry_t crabbitmq_text(const char *key, amqp_bytes_t value) {
  amqp_table_entry_t entry;
  memset(&entry, 0, sizeof entry);
  entry.key = amqp_cstring_bytes(key);
  entry.value.kind = AMQP_FIELD_KIND_UTF8;
  entry.value.value.bytes = value;
  return entry;
}

static inline amqp_table_entry_t crabbitmq_table(const char *key, amqp_table_t value) {
  amqp_table_entry_t entry;
  memset(&entry, 0, sizeof entry);
  entry.key = amqp_cstring_bytes(key);
  entry.value.kind = AMQP_FIELD_KIND_TABLE;
  entry.value.value.table = value;
  return entry;
}

// Logs in and says what we can hear. Without consumer_cancel_notify a consumer whose queue is deleted hears nothing, and
// without connection.blocked an alarm is silent: rabbitmq-c 0.11 advertises neither by itself.
// user == NULL means SASL EXTERNAL: the server reads the name from the client's certificate and ignores what we say, but
// 0.11 takes an empty word for a failed allocation.
static inline amqp_rpc_reply_t crabbitmq_login(amqp_connection_state_t connection, const char *vhost, int channel_max,
                                               int frame_max, int heartbeat_seconds, const char *connection_name,
                                               const char *user, const char *password) {
  amqp_table_entry_t capabilities[5] = {
      crabbitmq_boolean("consumer_cancel_notify", 1), crabbitmq_boolean("connection.blocked", 1),
      crabbitmq_boolean("publisher_confirms", 1),     crabbitmq_boolean("basic.nack", 1),
      crabbitmq_boolean("authentication_failure_close", 1),
  };
  amqp_table_t capability_table = {5, capabilities};
  amqp_table_entry_t properties[3] = {
      crabbitmq_table("capabilities", capability_table),
      crabbitmq_text("product", amqp_cstring_bytes("throughgate")),
      crabbitmq_text("connection_name", amqp_cstring_bytes(connection_name)),
  };
  amqp_table_t property_table = {3, properties};
  if (user == NULL) {
    return amqp_login_with_properties(connection, vhost, channel_max, frame_max, heartbeat_seconds, &property_table,
                                      AMQP_SASL_METHOD_EXTERNAL, "certificate");
  }
  return amqp_login_with_properties(connection, vhost, channel_max, frame_max, heartbeat_seconds, &property_table,
                                    AMQP_SASL_METHOD_PLAIN, user, password);
}

// How long sent bytes may stay unacknowledged, or a zero window last, before the kernel drops the connection; 0 is never.
static inline int crabbitmq_set_user_timeout(int descriptor, unsigned milliseconds) {
  return setsockopt(descriptor, IPPROTO_TCP, TCP_USER_TIMEOUT, &milliseconds, sizeof milliseconds);
}

// While corked the kernel sends full segments only; uncorking sends the rest at once.
static inline int crabbitmq_set_cork(int descriptor, int on) {
  return setsockopt(descriptor, IPPROTO_TCP, TCP_CORK, &on, sizeof on);
}

static inline int crabbitmq_eventfd(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

static inline int crabbitmq_duplicate(int descriptor) { return fcntl(descriptor, F_DUPFD_CLOEXEC, 0); }

// At most 15 bytes, for `top -H`.
static inline void crabbitmq_name_this_thread(const char *name) { prctl(PR_SET_NAME, name); }

static inline void crabbitmq_ignore_sigpipe(void) { signal(SIGPIPE, SIG_IGN); }

#endif
