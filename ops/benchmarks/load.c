// The load on the whole core: its people, its messages, and a consumer that keeps its own count.
//
// Build: cc -O2 load.c -o load -lrabbitmq -lpthread
// Run:   BENCH_…=… ./load COMMAND …      (see bench.h)
//   select   RUN FIRST PEOPLE                     publish a selection of each person, as user hub
//   backlog  RUN MESSAGES FIRST PEOPLE            publish court results about them, as fast as the broker confirms
//   drain    PID QUEUE MESSAGES SECONDS           send SIGCONT to the core and time it until the queue holds so many notices
//   await    QUEUE MESSAGES SECONDS               wait until it does
//   check    RUN QUEUE MESSAGES FIELDS            take the notices and hold each against what was fed; FIELDS 0: any number
//   latency  RUN QUEUE RATE SECONDS FIRST PEOPLE  feed at a rate and time each message from feed to notice
// Each prints one JSON object. A RUN below 100 keeps ids and case numbers of different rounds apart.
#include "message.h"
#include <pthread.h>
#include <signal.h>

enum { POLL_MICROSECONDS = 10000, CHECK_PREFETCH = 1024, ACKNOWLEDGE_EVERY = 128, TAIL_SECONDS = 10 };

struct people {
    long first, count;
};

static amqp_basic_properties_t canonical(const char *user, const char *type, char *id) {
    amqp_basic_properties_t properties = {
        ._flags = AMQP_BASIC_DELIVERY_MODE_FLAG | AMQP_BASIC_CONTENT_TYPE_FLAG | AMQP_BASIC_USER_ID_FLAG |
                  AMQP_BASIC_MESSAGE_ID_FLAG | AMQP_BASIC_TYPE_FLAG,
        .delivery_mode = AMQP_DELIVERY_PERSISTENT,
        .content_type = amqp_cstring_bytes("application/cloudevents+json"),
        .user_id = amqp_cstring_bytes(user),
        .message_id = {ID_LENGTH, id},
        .type = amqp_cstring_bytes(type),
    };
    return properties;
}

// --- select, backlog -------------------------------------------------------------------------------------------------

static void keep_to_window(struct publisher *publisher) {
    if (!has_room(publisher)) await_confirms(publisher, publisher->sent - CONFIRM_WINDOW / 2);
}

static void report_published(const struct publisher *publisher, int64_t start) {
    double seconds = seconds_since(start);
    printf("{\"published\":%" PRIu64 ",\"seconds\":%.4f,\"perSecond\":%.1f}\n", publisher->confirmed, seconds,
           (double)publisher->confirmed / seconds);
}

static void publish_selections(long run, struct people people) {
    struct publisher publisher;
    struct dates dates = dates_of_today();
    char body[MESSAGE_LIMIT_BYTES], id[ID_LENGTH + 1];
    amqp_basic_properties_t properties = canonical(setting("BENCH_USER"), SELECTION_TYPE, id);
    start_publishing(&publisher, connect_writer());
    int64_t start = monotonic_nanoseconds();
    for (long i = 0; i < people.count; i++) {
        keep_to_window(&publisher);
        id_of(id, run, people.first + i);
        amqp_bytes_t bytes = {selection_of(body, id, &dates, people.first + i), body};
        publish(&publisher, "in.hub", SELECTION_TYPE, &properties, bytes);
    }
    await_confirms(&publisher, publisher.sent);
    report_published(&publisher, start);
}

static void publish_backlog(long run, long messages, struct people people) {
    struct publisher publisher;
    struct dates dates = dates_of_today();
    char body[MESSAGE_LIMIT_BYTES], id[ID_LENGTH + 1];
    amqp_basic_properties_t properties = canonical(setting("BENCH_USER"), RESULT_TYPE, id);
    start_publishing(&publisher, connect_writer());
    int64_t start = monotonic_nanoseconds();
    for (long i = 0; i < messages; i++) {
        keep_to_window(&publisher);
        id_of(id, run, i);
        amqp_bytes_t bytes = {result_of(body, id, &dates, people.first + i % people.count, run, i, start), body};
        publish(&publisher, "in.courts", RESULT_TYPE, &properties, bytes);
    }
    await_confirms(&publisher, publisher.sent);
    report_published(&publisher, start);
}

// --- drain, await ----------------------------------------------------------------------------------------------------

// Nobody consumes the queue meanwhile: a consumer would cost the broker work that the other measures do not have.
static void await_depth(const char *queue, long messages, long limit_seconds, pid_t core) {
    amqp_connection_state_t connection = connect_reader();
    long before = queue_depth(connection, queue), depth = before;
    if (core && kill(core, SIGCONT)) die("process %d cannot be continued", core);
    int64_t start = monotonic_nanoseconds();
    while (depth < messages && seconds_since(start) < (double)limit_seconds) {
        usleep(POLL_MICROSECONDS);
        depth = queue_depth(connection, queue);
    }
    double seconds = seconds_since(start);
    printf("{\"messages\":%ld,\"seconds\":%.4f,\"perSecond\":%.1f}\n", depth - before, seconds, (double)(depth - before) / seconds);
    if (depth < messages) die("only %ld of %ld notices came within %ld s", depth, messages, limit_seconds);
}

// --- check -----------------------------------------------------------------------------------------------------------

static void check(long run, const char *queue, long messages, int fields) {
    amqp_connection_state_t connection = connect_reader();
    bool *seen = calloc((size_t)messages + 1, sizeof *seen);
    long taken = 0, unexpected = 0, duplicates = 0, wrong_fields = 0;
    amqp_envelope_t envelope;
    struct timeval timeout = {2, 0};
    uint64_t last = 0;
    start_consuming(connection, queue, CHECK_PREFETCH);
    // One more than was fed is asked for, so that a surplus shows.
    while (taken <= messages && next_delivery(connection, &envelope, &timeout)) {
        struct span notice = {envelope.message.body.bytes, envelope.message.body.len};
        struct span cause = cause_of(notice);
        long index = index_of_id(cause.start, cause.length, run);
        if (index < 0 || index >= messages) unexpected++;
        else if (seen[index]) duplicates++;
        else seen[index] = true;
        if (fields && fields_of(notice) != fields) wrong_fields++;
        last = envelope.delivery_tag;
        if (++taken % ACKNOWLEDGE_EVERY == 0) amqp_basic_ack(connection, CHANNEL, last, 1);
        amqp_destroy_envelope(&envelope);
        timeout = (struct timeval){taken >= messages ? 0 : 2, taken >= messages ? 300000 : 0};
    }
    if (last) amqp_basic_ack(connection, CHANNEL, last, 1);
    demand(amqp_channel_close(connection, CHANNEL, AMQP_REPLY_SUCCESS), "closing"); // else an acknowledgement may be lost
    long missing = messages;
    for (long i = 0; i < messages; i++) missing -= seen[i];
    printf("{\"fed\":%ld,\"notices\":%ld,\"missing\":%ld,\"unexpected\":%ld,\"duplicates\":%ld,\"withOtherFields\":%ld}\n",
           messages, taken, missing, unexpected, duplicates, wrong_fields);
    if (missing || unexpected || duplicates || wrong_fields) die("the notices are not those of the messages");
}

// --- latency ---------------------------------------------------------------------------------------------------------

// Shared by feeder and consumer; each element is written by one of them, and read by the other only for messages that have
// made the whole journey, or after both have ended.
static struct {
    long run, messages;
    double rate;
    struct people people;
    const char *queue;
    int64_t *fed, *told;
    double worst_lateness;
    _Atomic bool fed_all;
} journey;

static void pace(double rate, long index, int64_t start, struct publisher *publisher) {
    for (;;) {
        double wait = (double)index / rate - seconds_since(start);
        if (wait <= 0) break;
        struct timeval timeout = {(long)wait, (long)((wait - (long)wait) * 1e6)};
        read_confirm(publisher, &timeout);
    }
    double lateness = seconds_since(start) - (double)index / rate;
    if (lateness > journey.worst_lateness) journey.worst_lateness = lateness;
}

static void *feed(void *unused) {
    (void)unused;
    struct publisher publisher;
    struct dates dates = dates_of_today();
    char body[MESSAGE_LIMIT_BYTES], id[ID_LENGTH + 1];
    amqp_basic_properties_t properties = canonical(setting("BENCH_USER"), RESULT_TYPE, id);
    start_publishing(&publisher, connect_writer());
    int64_t start = monotonic_nanoseconds();
    for (long i = 0; i < journey.messages; i++) {
        pace(journey.rate, i, start, &publisher);
        keep_to_window(&publisher);
        id_of(id, journey.run, i);
        int64_t stamp = monotonic_nanoseconds();
        long person = journey.people.first + i % journey.people.count;
        amqp_bytes_t bytes = {result_of(body, id, &dates, person, journey.run, i, stamp), body};
        journey.fed[i] = stamp;
        publish(&publisher, "in.courts", RESULT_TYPE, &properties, bytes);
    }
    await_confirms(&publisher, publisher.sent);
    journey.fed_all = true;
    return NULL;
}

// Returns how many notices came twice or from elsewhere.
static long consume_notices(amqp_connection_state_t connection) {
    long taken = 0, strange = 0;
    int64_t last_notice = monotonic_nanoseconds();
    while (taken < journey.messages && !(journey.fed_all && seconds_since(last_notice) > TAIL_SECONDS)) {
        amqp_envelope_t envelope;
        struct timeval timeout = {1, 0};
        if (!next_delivery(connection, &envelope, &timeout)) continue;
        last_notice = monotonic_nanoseconds();
        struct span notice = {envelope.message.body.bytes, envelope.message.body.len};
        struct span cause = cause_of(notice);
        long index = index_of_id(cause.start, cause.length, journey.run);
        if (index < 0 || index >= journey.messages || journey.told[index]) strange++;
        else journey.told[index] = last_notice, taken++;
        amqp_basic_ack(connection, CHANNEL, envelope.delivery_tag, 0);
        amqp_destroy_envelope(&envelope);
    }
    return strange;
}

static int ascending(const void *left, const void *right) {
    int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
    return (a > b) - (a < b);
}

static void report_latency(long strange) {
    int64_t *taken = malloc((size_t)journey.messages * sizeof *taken);
    long count = 0;
    for (long i = 0; i < journey.messages; i++)
        if (journey.told[i]) taken[count++] = journey.told[i] - journey.fed[i];
    if (!count) die("no notice came");
    qsort(taken, (size_t)count, sizeof *taken, ascending);
#define MILLISECONDS(part) ((double)taken[(long)((double)(count - 1) * (part))] * 1e-6)
    printf("{\"fed\":%ld,\"notices\":%ld,\"strange\":%ld,\"p50\":%.3f,\"p99\":%.3f,\"p999\":%.3f,\"max\":%.3f,"
           "\"feederLateMilliseconds\":%.3f}\n",
           journey.messages, count, strange, MILLISECONDS(0.5), MILLISECONDS(0.99), MILLISECONDS(0.999), MILLISECONDS(1.0),
           journey.worst_lateness * 1e3);
    if (count < journey.messages || strange) die("%ld notices are missing, %ld are strange", journey.messages - count, strange);
}

static void measure_latency(void) {
    pthread_t feeder;
    journey.fed = calloc((size_t)journey.messages, sizeof *journey.fed);
    journey.told = calloc((size_t)journey.messages, sizeof *journey.told);
    amqp_connection_state_t connection = connect_reader();
    start_consuming(connection, journey.queue, CHECK_PREFETCH);
    if (pthread_create(&feeder, NULL, feed, NULL)) die("no thread");
    long strange = consume_notices(connection);
    pthread_join(feeder, NULL);
    demand(amqp_channel_close(connection, CHANNEL, AMQP_REPLY_SUCCESS), "closing");
    report_latency(strange);
}

int main(int count, char **words) {
    const char *command = count > 1 ? words[1] : "";
    if (!strcmp(command, "select") && count == 5)
        publish_selections(number(words[2]), (struct people){number(words[3]), number(words[4])});
    else if (!strcmp(command, "backlog") && count == 6)
        publish_backlog(number(words[2]), number(words[3]), (struct people){number(words[4]), number(words[5])});
    else if (!strcmp(command, "drain") && count == 6)
        await_depth(words[3], number(words[4]), number(words[5]), (pid_t)number(words[2]));
    else if (!strcmp(command, "await") && count == 5)
        await_depth(words[2], number(words[3]), number(words[4]), 0);
    else if (!strcmp(command, "check") && count == 6)
        check(number(words[2]), words[3], number(words[4]), (int)number(words[5]));
    else if (!strcmp(command, "latency") && count == 8) {
        journey.run = number(words[2]);
        journey.queue = words[3];
        journey.rate = (double)number(words[4]);
        journey.messages = number(words[4]) * number(words[5]);
        journey.people = (struct people){number(words[6]), number(words[7])};
        measure_latency();
    } else
        die("unknown command; the usage is at the top of load.c");
    return 0;
}
