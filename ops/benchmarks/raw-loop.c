// Measure (a): the bare rabbitmq-c loop. Consume, publish with confirm, and acknowledge what the broker has confirmed, on two
// quorum queues, with nothing in between: what a broker without a database, an agreement or an audit could reach here.
//
// Build: cc -O2 raw-loop.c -o raw-loop -lrabbitmq
// Run:   BENCH_…=… ./raw-loop MESSAGES BYTES      (see bench.h; the user needs all permissions on the virtual host)
#include "bench.h"
#include <poll.h>

enum { PREFETCH = 512, ACKNOWLEDGE_EVERY = 64 };
static const char *const INPUT = "raw.in", *const OUTPUT = "raw.out";

static amqp_basic_properties_t persistent(void) {
    amqp_basic_properties_t properties = {._flags = AMQP_BASIC_DELIVERY_MODE_FLAG, .delivery_mode = AMQP_DELIVERY_PERSISTENT};
    return properties;
}

static void preload(amqp_connection_state_t connection, long messages, long bytes) {
    struct publisher publisher;
    amqp_basic_properties_t properties = persistent();
    amqp_bytes_t body = {(size_t)bytes, malloc((size_t)bytes)};
    memset(body.bytes, 'x', body.len);
    start_publishing(&publisher, connection);
    for (long i = 0; i < messages; i++) {
        if (!has_room(&publisher)) await_confirms(&publisher, publisher.sent - CONFIRM_WINDOW / 2);
        publish(&publisher, "", INPUT, &properties, body);
    }
    await_confirms(&publisher, publisher.sent);
    free(body.bytes);
}

// Nothing to read on either connection: sleep in the kernel until there is.
static void await_frames(amqp_connection_state_t input, amqp_connection_state_t output) {
    struct pollfd sockets[] = {{amqp_get_sockfd(input), POLLIN, 0}, {amqp_get_sockfd(output), POLLIN, 0}};
    if (poll(sockets, 2, IDLE_SECONDS * 1000) <= 0) die("nothing happened in %d s", IDLE_SECONDS);
}

static void forward(amqp_connection_state_t input, amqp_connection_state_t output, uint64_t messages) {
    struct publisher publisher;
    uint64_t taken[2 * CONFIRM_WINDOW], acknowledged = 0; // unacknowledged: never more than PREFETCH
    amqp_basic_properties_t properties = persistent();
    start_publishing(&publisher, output);
    start_consuming(input, INPUT, PREFETCH);
    while (acknowledged < messages) {
        bool moved = false;
        struct timeval now = {0, 0};
        amqp_envelope_t envelope;
        while (publisher.sent < messages && has_room(&publisher) && next_delivery(input, &envelope, &now)) {
            publish(&publisher, "", OUTPUT, &properties, envelope.message.body);
            taken[(publisher.sent - 1) % (2 * CONFIRM_WINDOW)] = envelope.delivery_tag;
            amqp_destroy_envelope(&envelope);
            moved = true;
        }
        while (read_confirm(&publisher, &now)) moved = true;
        uint64_t ready = publisher.confirmed - acknowledged;
        if (ready >= ACKNOWLEDGE_EVERY || (ready && !moved)) {
            amqp_basic_ack(input, CHANNEL, taken[(publisher.confirmed - 1) % (2 * CONFIRM_WINDOW)], 1);
            acknowledged = publisher.confirmed;
        } else if (!moved) {
            await_frames(input, output);
        }
    }
}

int main(int count, char **arguments) {
    if (count != 3) die("usage: raw-loop MESSAGES BYTES");
    long messages = number(arguments[1]);
    amqp_connection_state_t control = connect_writer();
    delete_queue(control, INPUT);
    delete_queue(control, OUTPUT);
    declare_quorum_queue(control, INPUT);
    declare_quorum_queue(control, OUTPUT);
    preload(connect_writer(), messages, number(arguments[2]));
    amqp_connection_state_t input = connect_writer(), output = connect_writer();
    int64_t start = monotonic_nanoseconds();
    forward(input, output, (uint64_t)messages);
    double seconds = seconds_since(start);
    long arrived = queue_depth(control, OUTPUT);
    if (arrived != messages) die("%ld messages went in and %ld came out", messages, arrived);
    delete_queue(control, INPUT);
    delete_queue(control, OUTPUT);
    printf("{\"messages\":%ld,\"seconds\":%.4f,\"perSecond\":%.1f}\n", messages, seconds, (double)messages / seconds);
    return 0;
}
