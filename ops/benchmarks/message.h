// The load's people and messages: valid by Contracts/canonical, invented, and computed from a number, so that feeder, consumer
// and benchmark agree about them without a file between them.
#pragma once
#include "bench.h"

enum { MESSAGE_LIMIT_BYTES = 4096, ID_LENGTH = 36, PTIURN_SPAN = 1000000 };

static const char *const SELECTION_TYPE = "selection.decided.v1", *const RESULT_TYPE = "court.hearing.resulted.v1";

struct dates {
    char now[32], hearing[16], next[16], selected[16];
};

static inline void day_text(char *text, size_t size, int days_from_today) {
    time_t time_of_day = time(NULL) + days_from_today * 86400;
    strftime(text, size, "%Y-%m-%d", gmtime(&time_of_day));
}

static inline struct dates dates_of_today(void) {
    struct dates dates;
    time_t now = time(NULL);
    strftime(dates.now, sizeof dates.now, "%Y-%m-%dT%H:%M:%SZ", gmtime(&now));
    day_text(dates.selected, sizeof dates.selected, -60);
    day_text(dates.hearing, sizeof dates.hearing, -1);
    day_text(dates.next, sizeof dates.next, 20);
    return dates;
}

// A UUID (RFC 9562, version 8) that gives its run and index back: see `index_of_id`.
static inline void id_of(char text[ID_LENGTH + 1], long run, long index) {
    snprintf(text, ID_LENGTH + 1, "%08lx-0000-8000-8000-%012lx", run & 0xFFFFFFFF, index & 0xFFFFFFFFFFFF);
}

// The index in an id of this run, or -1 for any other text.
static inline long index_of_id(const char *text, size_t length, long run) {
    char head[32];
    snprintf(head, sizeof head, "%08lx-0000-8000-8000-", run & 0xFFFFFFFF);
    if (length != ID_LENGTH || memcmp(text, head, 24)) return -1;
    char tail[13] = {0};
    memcpy(tail, text + 24, 12);
    return strtol(tail, NULL, 16);
}

// PNC check letter: the last two digits of the year and the serial, modulo 23 (reference/feeds.md 5).
static inline void pnc_of(char *text, size_t size, long person) {
    long serial = (1000000 + person) % 10000000;
    snprintf(text, size, "2008/%07ld%c", serial, "ZABCDEFGHJKLMNPQRTUVWXY"[(INT64_C(8) * 10000000 + serial) % 23]);
}

// A number in letters: names are compared without their digits, so that people told apart by digits alone would be held as one.
static inline void letters_of(char text[6], long number) {
    for (int i = 4; i >= 0; i--, number /= 26) text[i] = (char)('A' + number % 26);
    text[5] = 0;
}

// The `person` member: name, birth and the postcode of the one area that directory.yaml covers.
static inline void person_of(char *text, size_t size, long person) {
    char pnc[32], name[6];
    pnc_of(pnc, sizeof pnc, person);
    letters_of(name, person);
    snprintf(
        text, size,
        "\"person\":{\"identifiers\":[{\"kind\":\"pnc\",\"value\":\"%s\",\"verified\":true}],"
        "\"name\":{\"given\":[\"Sample\"],\"family\":\"EXAMPLE-%s\"},\"dateOfBirth\":\"19%02ld-%02ld-%02ld\",\"gender\":\"male\","
        "\"address\":{\"lines\":[\"%ld Invented Terrace\",\"Leeds\"],\"postcode\":\"LS6 3AB\"}}",
        pnc, name, 60 + person % 40, 1 + person / 40 % 12, 1 + person / 480 % 28, person % 400 + 1);
}

static inline size_t envelope_of(
    char *text, const char *id, const char *source, const char *type, const char *time, const char *recorded, const char *data) {
    int length = snprintf(
        text, MESSAGE_LIMIT_BYTES,
        "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"%s\",\"type\":\"%s\",\"time\":\"%s\",\"recordedtime\":\"%s\","
        "%s}",
        id, source, type, time, recorded, data);
    if (length < 0 || length >= MESSAGE_LIMIT_BYTES) die("a message outgrew %d bytes", MESSAGE_LIMIT_BYTES);
    return (size_t)length;
}

// A hub's selection of a person.
static inline size_t selection_of(char *text, const char *id, const struct dates *dates, long person) {
    char who[768], data[1536], time[32];
    person_of(who, sizeof who, person);
    snprintf(time, sizeof time, "%sT09:00:00Z", dates->selected);
    snprintf(
        data, sizeof data,
        "\"datacontenttype\":\"application/json\",\"data\":{%s,\"cohort\":\"iom\",\"statutory\":true,\"rag\":\"amber\","
        "\"meeting\":\"Benchmark panel\",\"decidedBy\":\"B. Bench\"}",
        who);
    return envelope_of(text, id, "/hub/bench", SELECTION_TYPE, time, dates->now, data);
}

// A court's result with all that a notice of ten fields needs: two offences, a remand and a next hearing, its own case.
// `stamp` travels in correlationid: CLOCK_MONOTONIC at the feed, for whoever reads the dumps.
static inline size_t result_of(
    char *text, const char *id, const struct dates *dates, long person, long run, long index, int64_t stamp) {
    char who[768], data[3072], time[32];
    person_of(who, sizeof who, person);
    snprintf(time, sizeof time, "%sT10:00:00Z", dates->hearing);
    snprintf(
        data, sizeof data,
        "\"correlationid\":\"bench-%" PRId64 "\",\"datacontenttype\":\"application/json\",\"data\":{%s,"
        "\"case\":{\"ptiurn\":\"99QQ%08ld\",\"ptiurnVerified\":true},"
        "\"hearing\":{\"court\":\"B99QQ01\",\"courtHouse\":\"9901\",\"date\":\"%s\",\"time\":\"10:00:00\"},"
        "\"presentAtHearing\":\"Y\",\"bail\":{\"status\":\"B\",\"conditionCount\":2},\"offences\":["
        "{\"sequence\":\"001\",\"code\":\"TH68006\",\"plea\":\"1\",\"finding\":\"G\",\"convictionDate\":\"%s\",\"finalDisposal\":true,"
        "\"results\":[{\"code\":\"1116\",\"duration\":{\"value\":\"12\",\"unit\":\"M\"}},"
        "{\"code\":\"1015\",\"amountSterling\":\"85.00\"}]},"
        "{\"sequence\":\"002\",\"code\":\"CJ88001\",\"finalDisposal\":false,\"results\":[{\"code\":\"4014\","
        "\"nextHearing\":{\"court\":\"B99QQ02\",\"date\":\"%s\",\"time\":\"09:45:00\",\"bailStatus\":\"B\"}}]}]}",
        stamp, who, run % 100 * PTIURN_SPAN + index, dates->hearing, dates->hearing, dates->next);
    return envelope_of(text, id, "/courts/spi", RESULT_TYPE, time, dates->now, data);
}

// --- notices ---------------------------------------------------------------------------------------------------------

struct span {
    const char *start;
    size_t length;
};

// The text value of a member, wherever it is in the object; empty when there is none.
static inline struct span text_member(struct span json, const char *key) {
    const char *at = memmem(json.start, json.length, key, strlen(key));
    if (!at) return (struct span){json.start, 0};
    at += strlen(key);
    const char *end = memchr(at, '"', (size_t)(json.start + json.length - at));
    return (struct span){at, end ? (size_t)(end - at) : 0};
}

static inline struct span cause_of(struct span notice) { return text_member(notice, "\"causationid\":\""); }

// How many members the `fields` object of a notice has; its values are texts.
static inline int fields_of(struct span notice) {
    static const char key[] = "\"fields\":{";
    const char *at = memmem(notice.start, notice.length, key, sizeof key - 1), *end = notice.start + notice.length;
    if (!at) return 0;
    int texts = 0;
    bool inside = false;
    for (at += sizeof key - 1; at < end && (inside || *at != '}'); at++) {
        if (inside && *at == '\\') at++;
        else if (*at == '"') inside = !inside, texts += inside;
    }
    return texts / 2;
}
