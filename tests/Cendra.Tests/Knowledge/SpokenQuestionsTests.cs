using Cendra.Knowledge.Search;
using Xunit;
using Xunit.Abstractions;

namespace Cendra.Tests.Knowledge;

public sealed class SpokenQuestionsTests(ITestOutputHelper output)
{
    [SharedDataFact]
    public void The_right_text_is_found_for_spoken_questions_without_a_model()
    {
        var questions = new SpokenQuestions();
        var places = questions.Answerable.ConvertAll(q => q.Guide.Find(q.Question, "en", 200).Select(f => f.Text.Id).ToList().IndexOf(q.Answer));
        var (first, third) = (Share(places.Count(p => p is 0), places.Count), Share(places.Count(p => p is >= 0 and < 3), places.Count));
        output.WriteLine($"{places.Count} questions: R@1 {first:F1} %, R@3 {third:F1} %");
        Assert.Equal(104, places.Count);
        Assert.True(first >= 73, $"R@1 is {first:F1} %");
        Assert.True(third >= 88, $"R@3 is {third:F1} %");
    }

    [SharedDataFact]
    public void A_threshold_parts_what_a_guide_answers_from_what_it_does_not()
    {
        var questions = new SpokenQuestions();
        var answerable = questions.Answerable.ConvertAll(q => (Best: q.Guide.Find(q.Question, "en", 1).FirstOrDefault(), q.Answer));
        var unanswerable = questions.Unanswerable.ConvertAll(q => q.Guide.Find(q.Question, "en", 1).FirstOrDefault()?.Score ?? 0);
        output.WriteLine($"threshold | of {answerable.Count} answerable: answered, right | of {unanswerable.Count} unanswerable: answered | right of all answered");
        foreach (var threshold in Enumerable.Range(1, 18).Select(i => i * 0.05).Append(CompiledGuide.AnswersByItself))
        {
            var (answered, right, wrongly) = At(threshold);
            output.WriteLine($"{threshold:F2} | {answered}, {right} | {wrongly} | {Share(right, answered + wrongly):F0} %");
        }

        var chosen = At(CompiledGuide.AnswersByItself);
        Assert.Equal(159, unanswerable.Count);
        Assert.True(Share(chosen.Right, chosen.Answered) >= 90, $"{chosen.Right} of {chosen.Answered} answers are right");
        Assert.True(chosen.Right >= 40, $"{chosen.Right} right answers");
        Assert.True(chosen.Wrongly <= 8, $"{chosen.Wrongly} answers to what has none");

        (int Answered, int Right, int Wrongly) At(double threshold) => (answerable.Count(a => a.Best?.Score >= threshold), answerable.Count(a => a.Best?.Score >= threshold && a.Best.Text.Id == a.Answer),
            unanswerable.Count(score => score >= threshold));
    }

    private static double Share(int part, int whole) => whole == 0 ? 0 : 100.0 * part / whole;
}
