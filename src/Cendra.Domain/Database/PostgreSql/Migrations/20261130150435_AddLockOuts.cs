using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Cendra.Domain.Database.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class AddLockOuts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "TellsFallback",
                table: "Properties",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "LockDenials",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    LockId = table.Column<Guid>(type: "uuid", nullable: false),
                    AtUtc = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Why = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LockDenials", x => x.Id);
                    table.ForeignKey(
                        name: "FK_LockDenials_SmartLocks_LockId",
                        column: x => x.LockId,
                        principalTable: "SmartLocks",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "LockOuts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    StayId = table.Column<Guid>(type: "uuid", nullable: false),
                    ConversationId = table.Column<Guid>(type: "uuid", nullable: true),
                    IdentityId = table.Column<Guid>(type: "uuid", nullable: true),
                    GuestVersion = table.Column<int>(type: "integer", nullable: false),
                    LockId = table.Column<Guid>(type: "uuid", nullable: true),
                    OpenedUtc = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    OpenedBy = table.Column<int>(type: "integer", nullable: false),
                    Finding = table.Column<int>(type: "integer", nullable: false),
                    Step = table.Column<int>(type: "integer", nullable: false),
                    WrongTries = table.Column<int>(type: "integer", nullable: false),
                    TypedRight = table.Column<bool>(type: "boolean", nullable: false),
                    HelpedUtc = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    FallbackToldUtc = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    SpareWantedUtc = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    NextUtc = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    EndedUtc = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    End = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LockOuts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_LockOuts_ChannelIdentities_IdentityId",
                        column: x => x.IdentityId,
                        principalTable: "ChannelIdentities",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_LockOuts_Conversations_ConversationId",
                        column: x => x.ConversationId,
                        principalTable: "Conversations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LockOuts_SmartLocks_LockId",
                        column: x => x.LockId,
                        principalTable: "SmartLocks",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LockOuts_Stays_StayId",
                        column: x => x.StayId,
                        principalTable: "Stays",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_LockDenials_LockId_AtUtc",
                table: "LockDenials",
                columns: new[] { "LockId", "AtUtc" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LockOuts_ConversationId",
                table: "LockOuts",
                column: "ConversationId");

            migrationBuilder.CreateIndex(
                name: "IX_LockOuts_IdentityId",
                table: "LockOuts",
                column: "IdentityId");

            migrationBuilder.CreateIndex(
                name: "IX_LockOuts_LockId",
                table: "LockOuts",
                column: "LockId");

            migrationBuilder.CreateIndex(
                name: "IX_LockOuts_NextUtc",
                table: "LockOuts",
                column: "NextUtc");

            migrationBuilder.CreateIndex(
                name: "IX_LockOuts_OpenedUtc",
                table: "LockOuts",
                column: "OpenedUtc");

            migrationBuilder.CreateIndex(
                name: "IX_LockOuts_StayId",
                table: "LockOuts",
                column: "StayId",
                unique: true,
                filter: "\"EndedUtc\" IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "LockDenials");

            migrationBuilder.DropTable(
                name: "LockOuts");

            migrationBuilder.DropColumn(
                name: "TellsFallback",
                table: "Properties");
        }
    }
}
