/* The costly part of a week in C, on the memory of the model's own arrays.

   records.h is written from the arrays' types: it defines struct setting, run, person, promise,
   edge and parameters, and the constants of the dice (DICE_), the codes (CODE_) and the purposes
   of draws (FOR_). */

#include <math.h>
#include <stdint.h>

#include "records.h"

static inline uint64_t mix(uint64_t z)
{
    z = (z ^ (z >> 30)) * DICE_MULTIPLY_1;
    z = (z ^ (z >> 27)) * DICE_MULTIPLY_2;
    return z ^ (z >> 31);
}

static inline double uniform(uint64_t stream, int64_t person, int64_t week, int64_t purpose,
                             int64_t index)
{
    uint64_t z = mix(stream + (uint64_t)person * DICE_STEP_PERSON
                     + (uint64_t)week * DICE_STEP_WEEK);
    z = mix(z + (uint64_t)purpose * DICE_STEP_PURPOSE + (uint64_t)index * DICE_STEP_INDEX);
    return (double)(z >> 11) * 0x1p-53;
}

static inline double logistic(double x)
{
    if (x >= 0.0)
        return 1.0 / (1.0 + exp(-x));
    double odds = exp(x);
    return odds / (1.0 + odds);
}

static inline double centred(double share) { return 2.0 * share - 1.0; }

static inline double toward(double value, double target, double rate)
{
    return value + rate * (target - value);
}

static inline double saturating(double amount, double half) { return amount / (amount + half); }

static inline int befalls(double u, double rate_per_year)
{
    double rate = rate_per_year / 52.0;
    return u < rate && u < -expm1(-rate);
}

static inline double advised(const struct parameters *p, double known, double hours)
{
    double teacher = p->know_how_senior;
    if (teacher <= known)
        return known;
    return toward(known, teacher, fmin(1.0, p->advice_to_know_how * hours));
}

static inline double trusted(const struct parameters *p, double trust, double general, double gain)
{
    return toward(trust + gain * (1.0 - trust), general, p->trust_fade);
}

static void tend(struct edge *edge, struct person *people, const struct run *run,
                 const struct parameters *p, int64_t *counted)
{
    struct person *first = &people[edge->a], *second = &people[edge->b];
    double outside = edge->closeness * sqrt(first->contact * second->contact);
    double contact = outside + edge->meeting_contact;
    double told = saturating(60.0 * p->private_talk * outside, p->disclosure_minutes);
    first->support_flow += edge->trust_ab * told * edge->closeness;
    second->support_flow += edge->trust_ba * told * edge->closeness;
    double share = saturating(contact, p->contact_half);
    double gain = p->contact_to_closeness * share;
    edge->closeness = edge->closeness + gain * (1.0 - edge->closeness)
                      - p->closeness_fade * edge->closeness;
    gain = p->contact_to_trust * share;
    edge->trust_ab = trusted(p, edge->trust_ab, first->general_trust, gain);
    edge->trust_ba = trusted(p, edge->trust_ba, second->general_trust, gain);
    edge->meeting_contact = 0.0;
    double joint = edge->joint > 0 ? 1.0 : 0.0;
    double rate = p->falling_out_rate / 52.0 * edge->closeness
                  * (0.5 * (first->strain + second->strain));
    double chance = fmin(1.0, rate * (1.0 + p->joint_to_rift * joint + p->broken_to_rift * 0.0));
    int64_t one = first->key < second->key ? first->key : second->key;
    int64_t other = first->key < second->key ? second->key : first->key;
    counted[0] += uniform(run->stream, one, run->week, FOR_FALLING_OUT, other) < chance;
    double strength = edge->closeness * edge->trust_ab;
    int64_t circle_a = first->cohort >= 0 ? first->cohort : first->mentor_of;
    int64_t circle_b = second->cohort >= 0 ? second->cohort : second->mentor_of;
    int fellows = circle_a >= 0 && circle_a == circle_b;
    first->strength += strength;
    if (!fellows)
        first->outside_strength += strength;
    strength = edge->closeness * edge->trust_ba;
    second->strength += strength;
    if (!fellows)
        second->outside_strength += strength;
}

static double surprise(const struct person *person, const struct run *run, int64_t which)
{
    return (uniform(run->stream, person->key, run->week, FOR_LUCK, which) - 0.5) / UNIFORM_SD;
}

static void learn(struct person *person, const struct setting *setting, const struct run *run,
                  const struct parameters *p)
{
    if (person->mentored) {
        double hours = p->dyad_hours / 3.0;
        person->total_mentored_hours += p->dyad_hours;
        person->promotion_know_how = advised(p, person->promotion_know_how, hours);
        person->research_know_how = advised(p, person->research_know_how, hours);
        person->management_know_how = advised(p, person->management_know_how, hours);
    }
    if (setting->committee_interval > 0.0 && person->rank >= setting->committee_from_rank) {
        double before = (double)(run->week + person->key) / setting->committee_interval;
        if ((int64_t)(before + 1.0 / setting->committee_interval) > (int64_t)before) {
            person->total_committee_hours += p->committee_hours;
            person->promotion_know_how = advised(p, person->promotion_know_how,
                                                 p->committee_hours);
        }
    }
    person->promotion_know_how = toward(person->promotion_know_how, person->promotion_level,
                                        p->forgetting);
    person->research_know_how = toward(person->research_know_how, person->research_level,
                                       p->forgetting);
    person->management_know_how = toward(person->management_know_how, person->management_level,
                                         p->forgetting);
}

static void feel(struct person *person, const struct setting *setting, const struct run *run,
                 const struct parameters *p)
{
    double level = saturating(person->support_flow + p->support_elsewhere, person->support_half);
    person->support = toward(person->support, level, p->support_memory);
    person->support_flow = 0.0;
    double connected = saturating(person->strength, p->ties_half);
    double target = logistic(
        person->strain_level + p->evening_to_strain * person->evening_hours
        + p->overtime_to_strain * person->overtime
        + p->load_to_strain * ((double)person->in_hand / p->projects_at_once - 1.0)
        - p->support_to_strain * centred(person->support)
        + p->weekly_luck * surprise(person, run, 0));
    person->strain = toward(person->strain, target, p->strain_rate);
    target = logistic(
        person->satisfaction_level + p->connection_to_satisfaction * centred(connected)
        + p->support_to_satisfaction * centred(person->support)
        + p->efficacy_to_satisfaction * centred(person->efficacy)
        - p->strain_to_satisfaction * centred(person->strain)
        + p->weekly_luck * surprise(person, run, 1));
    person->satisfaction = toward(person->satisfaction, target, p->feeling_rate);
    target = logistic(
        person->motivation_level + p->satisfaction_to_motivation * centred(person->satisfaction)
        + p->efficacy_to_motivation * centred(person->efficacy)
        + p->support_to_motivation * centred(person->support) + person->comparison
        + p->weekly_luck * surprise(person, run, 2));
    person->motivation = toward(person->motivation, target, p->feeling_rate);
    double x = toward(person->efficacy, person->efficacy_level, p->efficacy_fade);
    person->efficacy = x + p->efficacy_luck * surprise(person, run, 3) * x * (1.0 - x);
    person->pace = toward(person->pace, person->hours - person->idle_hours, p->pace_memory);
    learn(person, setting, run, p);
}

static void advance(struct person *person, const struct setting *setting, const struct run *run,
                    const struct parameters *p, int64_t *counted)
{
    double connected = saturating(person->strength, p->ties_half);
    double above = person->promotion_know_how - p->know_how_junior;
    double rate = p->positions_per_year * (1.0 + p->connection_to_position * centred(connected))
                  * (1.0 + p->know_how_to_position * above)
                  * (1.0 + p->motivation_to_position * centred(person->motivation));
    counted[1] += befalls(uniform(run->stream, person->key, run->week, FOR_POSITION, 0), rate);
    person->weeks_in_rank += 1;
    if (person->rank == CODE_ACTING_ASSISTANT || person->rank == CODE_CLINICAL_FACULTY)
        rate = p->appointment_per_year;
    else if (person->rank > CODE_ASSOCIATE
             || (double)person->weeks_in_rank / 52.0 < p->promotion_clock)
        rate = 0.0;
    else
        rate = p->promotion_per_year
               * (1.0 + p->satisfaction_to_promotion * centred(person->satisfaction))
               * (1.0 + p->know_how_to_position * above);
    counted[2] += befalls(uniform(run->stream, person->key, run->week, FOR_PROMOTION, 0), rate);
    rate = p->leaving_per_year * setting->track_ratio
           * exp(-p->satisfaction_to_staying * centred(person->satisfaction)
                 - p->connection_to_staying * centred(connected)
                 - p->know_how_to_staying * 2.0 * above);
    if (person->stage == CODE_SENIOR)
        rate *= p->settled_leaving_ratio;
    counted[3] += befalls(uniform(run->stream, person->key, run->week, FOR_LEAVING, 0), rate);
}

void costly_weeks(const struct setting *setting, struct run *run, struct person *people,
                  struct edge *edges, const struct parameters *p, int64_t weeks, int64_t *counted)
{
    for (int64_t week = 0; week < weeks; week++) {
        run->week += 1;
        for (int64_t i = 0; i < run->people; i++) {
            double wider = 0.0;
            if (setting->wider_share > 0.0)
                wider = people[i].wider * people[i].general_trust;
            people[i].strength = wider;
            people[i].outside_strength = wider;
        }
        for (int64_t row = 0; row < run->edges; row++)
            if (edges[row].a >= 0)
                tend(&edges[row], people, run, p, counted);
        for (int64_t i = 0; i < run->people; i++)
            if (people[i].status == CODE_PRESENT) {
                feel(&people[i], setting, run, p);
                advance(&people[i], setting, run, p, counted);
            }
    }
}
