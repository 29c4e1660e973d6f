using System.Net;
using System.Text;
using Cendra.Server.Evals.Story;

namespace Cendra.Server.Evals.Models;

/// <summary>One request to the model and its answer, in the guest turn of its number.</summary>
internal sealed class ModelExchange(int turn, string request, ModelAnswer answer)
{
    public int Turn => turn;

    public string Request => request;

    public ModelAnswer Answer => answer;
}

/// <summary>The only way from a played house to a model: it keeps what goes through, breaks where the story says so, and lets happen what happens while a model thinks.</summary>
internal sealed class ModelDoor(IEvalModel model) : HttpMessageHandler
{
    private readonly List<ModelExchange> _all = [];

    /// <summary>All that went through, oldest first.</summary>
    public IReadOnlyList<ModelExchange> All => _all;

    public ModelState State { get; set; }

    /// <summary>The guest turn that is played, from 0.</summary>
    public int Turn { get; set; }

    /// <summary>Happens once, at the next request before its answer; null = nothing.</summary>
    public Func<Task>? Meanwhile { get; set; }

    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        if (Meanwhile is { } happens)
        {
            Meanwhile = null;
            await happens();
        }

        if (State == ModelState.Slow)
        {
            _all.Add(new ModelExchange(Turn, body, new ModelAnswer(0, "")));
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }

        var answer = State switch
        {
            ModelState.Down => new ModelAnswer(500, """{"error":{"message":"down"}}"""),
            ModelState.TooMany => new ModelAnswer(429, """{"error":{"message":"too many"}}"""),
            ModelState.Garbage => new ModelAnswer(200, "<html>maintenance</html>"),
            _ => await model.AnswerAsync(body, Turn, cancellationToken),
        };
        _all.Add(new ModelExchange(Turn, body, answer));
        return new HttpResponseMessage((HttpStatusCode)answer.Status) { Content = new StringContent(answer.Body, Encoding.UTF8, "application/json"), RequestMessage = request };
    }
}
