using System.Reflection;
using Cendra.Server.Console;
using Cendra.Server.Security;
using Cendra.Server.Tests.Service;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Console;

/// <summary>Pages read again whenever something changed; a choice in the middle of that counts.</summary>
public sealed class LivePageTests
{
    [Fact]
    public async Task A_reading_that_was_under_way_when_something_else_was_chosen_does_not_bring_the_old_choice_back()
    {
        await using var world = await ServiceWorld.OpenAsync();
        await using var scope = world.Services.CreateAsyncScope();
        await using var page = Put(scope);
        page.Choice = "Amelia";
        var slow = page.Hold();
        var again = page.ReadAgainAsync();
        page.Choice = "Jonas";
        var chosen = page.ChooseAsync();
        slow.SetResult();
        await Task.WhenAll(again, chosen);
        Assert.Equal("Jonas", page.Shown);
    }

    [Fact]
    public async Task However_many_ask_while_one_reading_is_under_way_one_more_answers_them_all()
    {
        await using var world = await ServiceWorld.OpenAsync();
        await using var scope = world.Services.CreateAsyncScope();
        await using var page = Put(scope);
        var slow = page.Hold();
        var asked = Enumerable.Range(0, 20).Select(_ => page.ReadAgainAsync()).ToList();
        page.Choice = "Jonas";
        slow.SetResult();
        await Task.WhenAll(asked);
        Assert.Equal(("Jonas", 2), (page.Shown, page.Readings));
    }

    [Fact]
    public async Task Who_waited_behind_a_reading_that_failed_is_read_for()
    {
        await using var world = await ServiceWorld.OpenAsync();
        await using var scope = world.Services.CreateAsyncScope();
        await using var page = Put(scope);
        page.Choice = "Amelia";
        var slow = page.Hold();
        var failing = page.ReadAgainAsync();
        var waiting = page.ReadAgainAsync();
        slow.SetException(new InvalidOperationException("The database is away."));
        await Assert.ThrowsAsync<InvalidOperationException>(() => failing);
        await waiting;
        Assert.Equal("Amelia", page.Shown);
    }

    [Fact]
    public async Task What_was_typed_stays_and_the_page_says_so_when_the_database_does_not_answer()
    {
        await using var world = await ServiceWorld.OpenAsync();
        await using var scope = world.Services.CreateAsyncScope();
        await using var page = Put(scope);
        page.Choice = "typed";
        foreach (Exception away in new Exception[] { new DbUpdateException("away"), new Microsoft.Data.Sqlite.SqliteException("away", 5), new IOException("away") })
        {
            Assert.False(await page.OrderAsync(() => Task.FromException(away)));
            Assert.Equal(("typed", "The database does not answer. What you typed is still here. Try again in a moment.", false), (page.Choice, page.Said, page.Works));
        }

        Assert.True(await page.OrderAsync(() => Task.CompletedTask));
        Assert.Equal(("typed", "", false), (page.Shown, page.Said, page.IsOld));
        await Assert.ThrowsAsync<InvalidOperationException>(() => page.OrderAsync(() => throw new InvalidOperationException("a mistake in the page")));
    }

    [Fact]
    public async Task What_was_done_is_not_called_failed_when_only_the_reading_after_it_fails()
    {
        await using var world = await ServiceWorld.OpenAsync();
        await using var scope = world.Services.CreateAsyncScope();
        await using var page = Put(scope);
        page.Hold().SetException(new DbUpdateException("away"));
        Assert.True(await page.OrderAsync(() => Task.CompletedTask));
        Assert.Equal(("", true), (page.Said, page.IsOld));
    }

    private static Chooser Put(AsyncServiceScope scope)
    {
        var page = new Chooser();
        foreach (var needed in Injected())
        {
            needed.SetValue(page, scope.ServiceProvider.GetRequiredService(needed.PropertyType));
        }

        return page;
    }

    private static IEnumerable<PropertyInfo> Injected()
    {
        for (var type = typeof(Chooser); type is not null; type = type.BaseType!)
        {
            foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).Where(p => p.IsDefined(typeof(InjectAttribute))))
            {
                yield return property;
            }
        }
    }

    /// <summary>Shows what was chosen.</summary>
    private sealed class Chooser : LivePage
    {
        private TaskCompletionSource? _held;

        public string Choice { get; set; } = "";

        public string Shown { get; private set; } = "";

        public int Readings { get; private set; }

        /// <summary>The next reading takes until this is set.</summary>
        public TaskCompletionSource Hold() => _held = new TaskCompletionSource();

        public string Said => Failure;

        public bool Works => IsActing;

        public bool IsOld => IsStale;

        public Task<bool> OrderAsync(Func<Task> act) => ActAsync(act);

        public Task ReadAgainAsync() => ReadNowAsync();

        public Task ChooseAsync() => OnParametersSetAsync();

        protected override async Task ReadAsync(SignedInHost host, CancellationToken ct)
        {
            Readings++;
            var (choice, held) = (Choice, _held);
            _held = null;
            await (held?.Task ?? Task.CompletedTask);
            Shown = choice;
        }
    }
}
