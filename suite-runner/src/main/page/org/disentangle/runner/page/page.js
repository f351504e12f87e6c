'use strict';
(function () {
  var root = document.documentElement;
  var all = function (selector, within) { return Array.from((within || document).querySelectorAll(selector)); };
  root.classList.add('on');

  document.getElementById('theme').addEventListener('click', function () {
    var dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
  });

  // Sorting. Cells without a number stay last; equal ones keep the order of the ranking.
  all('table.overview').forEach(function (table) {
    var body = table.tBodies[0];
    var ranked = Array.from(body.rows);
    all('thead th', table).forEach(function (header, column) {
      var button = document.createElement('button');
      button.type = 'button';
      while (header.firstChild) { button.appendChild(header.firstChild); }
      header.appendChild(button);
      button.addEventListener('click', function () {
        var textual = ranked.every(function (row) { return !row.cells[column].dataset.v; });
        var now = header.getAttribute('aria-sort');
        var up = now === 'none' ? textual || column === 0 : now === 'descending';
        all('thead th', table).forEach(function (other) { other.setAttribute('aria-sort', 'none'); });
        header.setAttribute('aria-sort', up ? 'ascending' : 'descending');
        var key = function (row) {
          var cell = row.cells[column];
          return textual ? cell.textContent : cell.dataset.v ? Number(cell.dataset.v) : null;
        };
        ranked.slice().sort(function (one, other) {
          var a = key(one);
          var b = key(other);
          if (a === null || b === null) { return (a === null ? 1 : 0) - (b === null ? 1 : 0); }
          return (a < b ? -1 : a > b ? 1 : 0) * (up ? 1 : -1);
        }).forEach(function (row) { body.appendChild(row); });
      });
    });
  });

  all('input.filter').forEach(function (input) {
    var rows = Array.from(document.getElementById(input.getAttribute('aria-controls')).tBodies[0].rows);
    var found = input.parentNode.querySelector('.found');
    input.addEventListener('input', function () {
      var wanted = input.value.toLowerCase();
      var shown = 0;
      rows.forEach(function (row) {
        row.hidden = row.querySelector('th').textContent.toLowerCase().indexOf(wanted) < 0;
        shown += row.hidden ? 0 : 1;
      });
      found.textContent = wanted ? shown + ' of ' + rows.length + ' methods' : '';
    });
  });

  // The seeds behind a score, while it is pointed at or has the focus.
  var tip = document.getElementById('tip');
  var shownFor = null;
  function hide() {
    tip.hidden = true;
    if (shownFor) { shownFor.removeAttribute('aria-describedby'); }
    shownFor = null;
  }
  function paragraph(text) {
    var element = document.createElement('div');
    element.textContent = text;
    tip.appendChild(element);
    return element;
  }
  function show(link) {
    var row = document.getElementById(link.getAttribute('href').slice(1));
    if (!row || !row.cells) { return; }
    var heads = row.closest('table').tHead.rows[0].cells;
    var metric = row.parentNode.rows[0].textContent;
    tip.textContent = '';
    paragraph(metric + ' · ' + row.cells[0].textContent + ': ' + row.cells[1].textContent);
    paragraph(row.cells[2].title || '95 % interval: ' + row.cells[2].textContent);
    var drawing = row.querySelector('svg');
    if (drawing) { tip.appendChild(drawing.cloneNode(true)); }
    var seeds = Array.from(row.cells).slice(4, 16).map(function (cell, index) {
      return heads[index + 4].textContent + ': ' + (cell.textContent || '–');
    });
    paragraph(seeds.join(', ') + (row.cells.length > 16 ? ', …' : ''));
    tip.hidden = false;
    shownFor = link;
    link.setAttribute('aria-describedby', 'tip');
    var place = link.getBoundingClientRect();
    var left = Math.min(place.left, root.clientWidth - tip.offsetWidth - 4);
    tip.style.left = Math.max(4, left) + scrollX + 'px';
    var below = place.bottom + tip.offsetHeight + 8 < innerHeight;
    tip.style.top = (below ? place.bottom + 6 : Math.max(0, place.top - tip.offsetHeight - 6)) + scrollY + 'px';
  }
  function score(event) {
    return event.target.closest ? event.target.closest('a[href^="#s"]') : null;
  }
  ['mouseover', 'focusin'].forEach(function (name) {
    document.addEventListener(name, function (event) {
      var link = score(event);
      if (link && /^#s\d+$/.test(link.getAttribute('href'))) {
        hide();
        show(link);
      } else if (!tip.contains(event.target)) {
        if (name === 'focusin' || document.activeElement !== shownFor) { hide(); }
      }
    });
  });
  document.addEventListener('keydown', function (event) { if (event.key === 'Escape') { hide(); } });

  // What an anchor leads to must not stay folded away.
  function unfold() {
    var target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    for (var element = target; element; element = element.parentElement) {
      if (element.tagName === 'DETAILS') { element.open = true; }
    }
    if (target) {
      hide();
      target.scrollIntoView({block: target.tagName === 'TR' ? 'center' : 'start'});
    }
  }
  addEventListener('hashchange', unfold);
  unfold();
  var folded = [];
  addEventListener('beforeprint', function () {
    folded = all('details:not([open])');
    folded.forEach(function (details) { details.open = true; });
  });
  addEventListener('afterprint', function () { folded.forEach(function (details) { details.open = false; }); });
})();
