// What the load programs share: a clock, a connection, quorum queues, and a window of publisher confirms.
//
// Every failure ends the program with a sentence: a benchmark that goes on after an error measures something else.
// The node, virtual host and users come from the environment, so that no password is on a command line:
//   BENCH_PORT  BENCH_VHOST  BENCH_USER  BENCH_PASSWORD  and, for programs that also read, BENCH_READER  BENCH_READER_PASSWORD
#pragma once
#define _GNU_SOURCE
#include <amqp.h>
#include <amqp_tcp_socket.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { CHANNEL = 1, FRAME_MAX_BYTES = 131072, CONFIRM_WINDOW = 1024, IDLE_SECONDS = 20 };

__attribute__((noreturn, format(printf, 1, 2))) static void die(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fputs("bench: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    exit(1);
}

static inline int64_t monotonic_nanoseconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * INT64_C(1000000000) + time.tv_nsec;
}

static inline double seconds_since(int64_t start) { return (monotonic_nanoseconds() - start) * 1e-9; }

static const char *setting(const char *name) {
    const char *value = getenv(name);
    if (!value || !*value) die("the environment names no %s", name);
    return value;
}

static long number(const char *text) {
    char *end;
    long value = strtol(text, &end, 10);
    if (*end || value < 0) die("%s is not a number", text);
    return value;
}

// --- connections -----------------------------------------------------------------------------------------------------

static void demand(amqp_rpc_reply_t reply, const char *what) {
    if (reply.reply_type == AMQP_RESPONSE_NORMAL) return;
    if (reply.reply_type == AMQP_RESPONSE_LIBRARY_EXCEPTION) die("%s: %s", what, amqp_error_string2(reply.library_error));
    if (reply.reply.id == AMQP_CHANNEL_CLOSE_METHOD) {
        amqp_channel_close_t *close = reply.reply.decoded;
        die("%s: %.*s", what, (int)close->reply_text.len, (char *)close->reply_text.bytes);
    }
    die("%s: the connection was closed", what);
}

static amqp_connection_state_t connect_as(const char *user, const char *password) {
    amqp_connection_state_t connection = amqp_new_connection();
    amqp_socket_t *socket = amqp_tcp_socket_new(connection);
    if (!socket || amqp_socket_open(socket, "127.0.0.1", (int)number(setting("BENCH_PORT")))) die("no connection");
    demand(amqp_login(connection, setting("BENCH_VHOST"), 0, FRAME_MAX_BYTES, 0, AMQP_SASL_METHOD_PLAIN, user, password), user);
    amqp_channel_open(connection, CHANNEL);
    demand(amqp_get_rpc_reply(connection), "opening a channel");
    return connection;
}

static inline amqp_connection_state_t connect_writer(void) {
    return connect_as(setting("BENCH_USER"), setting("BENCH_PASSWORD"));
}

static inline amqp_connection_state_t connect_reader(void) {
    return connect_as(setting("BENCH_READER"), setting("BENCH_READER_PASSWORD"));
}

// --- queues ----------------------------------------------------------------------------------------------------------

static inline void declare_quorum_queue(amqp_connection_state_t connection, const char *queue) {
    amqp_table_entry_t type = {.key = amqp_cstring_bytes("x-queue-type")};
    type.value.kind = AMQP_FIELD_KIND_UTF8;
    type.value.value.bytes = amqp_cstring_bytes("quorum");
    amqp_table_t arguments = {1, &type};
    amqp_queue_declare(connection, CHANNEL, amqp_cstring_bytes(queue), 0, 1, 0, 0, arguments);
    demand(amqp_get_rpc_reply(connection), queue);
}

static inline void delete_queue(amqp_connection_state_t connection, const char *queue) {
    amqp_queue_delete(connection, CHANNEL, amqp_cstring_bytes(queue), 0, 0);
    demand(amqp_get_rpc_reply(connection), queue);
}

// A passive declare answers with the messages that are ready; the queue needs no consumer for it.
static inline long queue_depth(amqp_connection_state_t connection, const char *queue) {
    amqp_maybe_release_buffers(connection);
    amqp_queue_declare_ok_t *answer =
        amqp_queue_declare(connection, CHANNEL, amqp_cstring_bytes(queue), 1, 1, 0, 0, amqp_empty_table);
    demand(amqp_get_rpc_reply(connection), queue);
    return answer->message_count;
}

static inline void start_consuming(amqp_connection_state_t connection, const char *queue, uint16_t prefetch) {
    amqp_basic_qos(connection, CHANNEL, 0, prefetch, 0);
    demand(amqp_get_rpc_reply(connection), "qos");
    amqp_basic_consume(connection, CHANNEL, amqp_cstring_bytes(queue), amqp_empty_bytes, 0, 0, 0, amqp_empty_table);
    demand(amqp_get_rpc_reply(connection), queue);
}

// Returns false when nothing came within the time.
static inline bool next_delivery(amqp_connection_state_t connection, amqp_envelope_t *envelope, struct timeval *timeout) {
    amqp_maybe_release_buffers(connection);
    amqp_rpc_reply_t reply = amqp_consume_message(connection, envelope, timeout, 0);
    if (reply.reply_type == AMQP_RESPONSE_LIBRARY_EXCEPTION && reply.library_error == AMQP_STATUS_TIMEOUT) return false;
    demand(reply, "consuming");
    return true;
}

// --- publishing with confirms ----------------------------------------------------------------------------------------

// The broker confirms in any order and several at once; `confirmed` is how many are confirmed without a gap.
struct publisher {
    amqp_connection_state_t connection;
    uint64_t sent, confirmed;
    bool done[CONFIRM_WINDOW];
};

static inline void start_publishing(struct publisher *publisher, amqp_connection_state_t connection) {
    memset(publisher, 0, sizeof *publisher);
    publisher->connection = connection;
    amqp_confirm_select(connection, CHANNEL);
    demand(amqp_get_rpc_reply(connection), "confirm.select");
}

static inline bool has_room(const struct publisher *publisher) { return publisher->sent - publisher->confirmed < CONFIRM_WINDOW; }

static inline void publish(
    struct publisher *publisher, const char *exchange, const char *key, const amqp_basic_properties_t *properties,
    amqp_bytes_t body) {
    int status = amqp_basic_publish(
        publisher->connection, CHANNEL, amqp_cstring_bytes(exchange), amqp_cstring_bytes(key), 1, 0, properties, body);
    if (status) die("publishing: %s", amqp_error_string2(status));
    publisher->sent++;
}

static inline void note_confirm(struct publisher *publisher, const amqp_basic_ack_t *ack) {
    uint64_t first = ack->multiple ? publisher->confirmed + 1 : ack->delivery_tag;
    for (uint64_t tag = first; tag <= ack->delivery_tag; tag++) publisher->done[tag % CONFIRM_WINDOW] = true;
    while (publisher->confirmed < publisher->sent && publisher->done[(publisher->confirmed + 1) % CONFIRM_WINDOW]) {
        publisher->confirmed++;
        publisher->done[publisher->confirmed % CONFIRM_WINDOW] = false;
    }
}

// Reads one frame of the publishing connection; returns false when none came within the time.
static inline bool read_confirm(struct publisher *publisher, struct timeval *timeout) {
    amqp_frame_t frame;
    amqp_maybe_release_buffers(publisher->connection);
    int status = amqp_simple_wait_frame_noblock(publisher->connection, &frame, timeout);
    if (status == AMQP_STATUS_TIMEOUT) return false;
    if (status) die("awaiting a confirm: %s", amqp_error_string2(status));
    if (frame.frame_type != AMQP_FRAME_METHOD) return true;
    switch (frame.payload.method.id) {
    case AMQP_BASIC_ACK_METHOD: note_confirm(publisher, frame.payload.method.decoded); return true;
    case AMQP_BASIC_NACK_METHOD: die("the broker refused a message");
    case AMQP_BASIC_RETURN_METHOD: die("a message could not be routed");
    default: die("the broker closed the channel or said something unexpected (method %x)", frame.payload.method.id);
    }
}

static inline void await_confirms(struct publisher *publisher, uint64_t count) {
    while (publisher->confirmed < count) {
        struct timeval idle = {IDLE_SECONDS, 0};
        if (!read_confirm(publisher, &idle)) die("no confirm came in %d s", IDLE_SECONDS);
    }
}
